/** The countries of sellers or buyers that a rule covers. */
type Place = "EU" | "outside-EU" | "abroad" | "home" | "any" | string;

/**
 * The VAT category of EN 16931 (UNTDID 5305) for lines without VAT: AE reverse charge, E exempt, Z zero rate, O outside
 * the scope. `S` is a note for sales with VAT. Null if the note alone does not decide it.
 */
export type VatCategory = "S" | "Z" | "E" | "AE" | "O";

/** Details that an invoice must contain for the note to be used. */
export type RequiredField = "seller.taxId" | "seller.registrationId" | "client.taxId" | "client.isBusiness";

/**
 * A template for a tax note. This is data, not advice. An accountant in the seller's country must confirm it before it
 * is enabled. The seller records who confirmed it and when, and can change the text.
 */
export interface TaxRule {
  id: string;
  seller: Place;
  buyer: Place;
  textEn: string;
  textLocal: string;
  /** BCP 47. */
  localLanguage: string;
  requiredFields: readonly RequiredField[];
  /** The day from which the source applies. Null if it names none. */
  validFrom: string | null;
  validTo: string | null;
  source: string;
  /** The day on which we last read the source. Null if it was not read again when the rule was written. */
  reviewedOn: string | null;
  vatCategory: VatCategory | null;
  /** What the accountant must confirm. */
  confirm: { en: string; zh: string };
}

/** The seller's custom note, for cases that no rule covers. */
export const OWN_NOTE = "own";

export const TAX_RULES: readonly TaxRule[] = [
  {
    id: "cn-export-zero",
    seller: "CN",
    buyer: "abroad",
    textEn: "VAT zero-rated export of services consumed entirely outside mainland China (VAT rate 0 %).",
    textLocal: "完全在境外消费的跨境服务，适用增值税零税率（税率0%）。",
    localLanguage: "zh",
    requiredFields: ["seller.taxId"],
    validFrom: "2026-01-01",
    validTo: null,
    source: "Value-Added Tax Law of the People's Republic of China, in force since 2026-01-01, and its rules",
    reviewedOn: "2026-11-27",
    vatCategory: "Z",
    confirm: {
      en: "The service is on the State Council's list; filing done; contract and foreign receipt on file; giving up zero rating binds for 36 months.",
      zh: "服务属于国务院规定的零税率范围；已办理备案；合同与境外收款凭证留存；放弃零税率后36个月内不得变更。",
    },
  },
  {
    id: "cn-export-exempt",
    seller: "CN",
    buyer: "abroad",
    textEn: "VAT-exempt cross-border service consumed entirely outside mainland China.",
    textLocal: "完全在境外消费的跨境服务，免征增值税。",
    localLanguage: "zh",
    requiredFields: ["seller.taxId"],
    validFrom: "2026-01-01",
    validTo: null,
    source: "Value-Added Tax Law of the People's Republic of China, in force since 2026-01-01, and its rules",
    reviewedOn: "2026-11-27",
    vatCategory: "E",
    confirm: {
      en: "The place of consumption; a written contract; filing with the tax office; input VAT is not recoverable.",
      zh: "消费地判定；书面合同；向税务机关备案；对应进项税额不得抵扣。",
    },
  },
  {
    id: "cn-fapiao",
    seller: "CN",
    buyer: "any",
    textEn: "Commercial invoice. The fapiao is issued separately in the tax authority's system.",
    textLocal: "本文件为商业发票，税务发票另行通过税务机关系统开具。",
    localLanguage: "zh",
    requiredFields: ["seller.taxId"],
    validFrom: null,
    validTo: null,
    source: "Administration of invoices of the People's Republic of China",
    reviewedOn: "2026-11-27",
    vatCategory: null,
    confirm: {
      en: "The kind of fapiao and the wording of its rate for an export.",
      zh: "发票种类，以及出口业务的税率栏填写方式。",
    },
  },
  {
    id: "cn-import-withholding",
    seller: "abroad",
    buyer: "CN",
    textEn: "The price is stated before any tax that the buyer must withhold in mainland China.",
    textLocal: "价格为买方依法在中国境内代扣代缴税款之前的金额。",
    localLanguage: "zh",
    requiredFields: ["client.isBusiness", "client.taxId"],
    validFrom: "2026-01-01",
    validTo: null,
    source: "Value-Added Tax Law and Enterprise Income Tax Law of the People's Republic of China",
    reviewedOn: "2026-11-27",
    vatCategory: "O",
    confirm: {
      en: "Whether the price is before or after the VAT, surcharges and income tax that the buyer withholds; relief by treaty.",
      zh: "价格是否含买方代扣的增值税、附加税费与所得税；税收协定待遇。",
    },
  },
  {
    id: "hk-none",
    seller: "HK",
    buyer: "any",
    textEn: "No VAT, GST or sales tax is levied in Hong Kong.",
    textLocal: "香港不征收增值税、商品及服务税或销售税。",
    localLanguage: "zh",
    requiredFields: ["seller.registrationId"],
    validFrom: null,
    validTo: null,
    source: "Inland Revenue Department of Hong Kong: taxes levied",
    reviewedOn: "2026-11-27",
    vatCategory: "O",
    confirm: {
      en: "The source of profits for profits tax is a matter between the seller and its adviser.",
      zh: "利得税的利润来源由卖方与其顾问判定。",
    },
  },
  {
    id: "eu-b2b-reverse",
    seller: "EU",
    buyer: "EU",
    textEn: "Reverse charge.",
    textLocal: "Reverse charge (Directive 2006/112/EC, Articles 44 and 196).",
    localLanguage: "en",
    requiredFields: ["seller.taxId", "client.isBusiness", "client.taxId"],
    validFrom: "2010-01-01",
    validTo: null,
    source: "Directive 2006/112/EC, Articles 44, 196 and 226(11a)",
    reviewedOn: "2026-11-27",
    vatCategory: "AE",
    confirm: {
      en: "The buyer's VAT id is valid on the day (VIES); the wording in the seller's language.",
      zh: "买方增值税号在开票日有效（VIES）；卖方所在国语言的法定措辞。",
    },
  },
  {
    id: "eu-b2b-outside",
    seller: "EU",
    buyer: "outside-EU",
    textEn: "Outside the scope of EU VAT (Directive 2006/112/EC, Article 44).",
    textLocal: "Not subject to VAT in the seller's member state (Directive 2006/112/EC, Article 44).",
    localLanguage: "en",
    requiredFields: ["seller.taxId", "client.isBusiness"],
    validFrom: "2010-01-01",
    validTo: null,
    source: "Directive 2006/112/EC, Article 44",
    reviewedOn: "2026-11-27",
    vatCategory: "O",
    confirm: {
      en: "Evidence of the buyer's status as a business; the national wording.",
      zh: "买方为企业的证明；卖方所在国的法定措辞。",
    },
  },
  {
    id: "gb-b2b-outside",
    seller: "GB",
    buyer: "abroad",
    textEn: "Outside the scope of UK VAT: the place of supply is the customer's.",
    textLocal: "Outside the scope of UK VAT: the place of supply is where the customer belongs.",
    localLanguage: "en",
    requiredFields: ["client.isBusiness"],
    validFrom: null,
    validTo: null,
    source: "HMRC, VAT Notice 741A, place of supply of services",
    reviewedOn: "2026-11-27",
    vatCategory: "O",
    confirm: { en: "Evidence of the buyer's status as a business.", zh: "买方为企业的证明。" },
  },
  {
    id: "gb-b2b-import",
    seller: "abroad",
    buyer: "GB",
    textEn: "The customer accounts for UK VAT by the reverse charge.",
    textLocal: "Reverse charge: the customer accounts for UK VAT.",
    localLanguage: "en",
    requiredFields: ["client.isBusiness", "client.taxId"],
    validFrom: null,
    validTo: null,
    source: "HMRC, VAT Notice 741A, place of supply of services",
    reviewedOn: "2026-11-27",
    vatCategory: "AE",
    confirm: { en: "The wording that the seller's own country asks for.", zh: "卖方所在国要求的法定措辞。" },
  },
  {
    id: "eu-b2b-import",
    seller: "outside-EU",
    buyer: "EU",
    textEn: "Reverse charge: the customer accounts for VAT (Directive 2006/112/EC, Articles 44 and 196).",
    textLocal: "Reverse charge (Directive 2006/112/EC, Articles 44 and 196).",
    localLanguage: "en",
    requiredFields: ["client.isBusiness", "client.taxId"],
    validFrom: "2010-01-01",
    validTo: null,
    source: "Directive 2006/112/EC, Articles 44 and 196, as amended by Directive 2008/8/EC",
    reviewedOn: "2026-12-02",
    vatCategory: "AE",
    confirm: {
      en: "The buyer's VAT id is valid on the day (VIES); the tax treatment and wording that the seller's own country requires as well.",
      zh: "买方增值税号在开票日有效（VIES）；卖方所在国家或地区对该出口的税务处理及须另加的措辞。",
    },
  },
  {
    id: "us-abroad",
    seller: "abroad",
    buyer: "US",
    textEn: "Services performed entirely outside the United States. No VAT or sales tax is charged.",
    textLocal: "服务完全在美国境外提供，不收取增值税或销售税。",
    localLanguage: "zh",
    requiredFields: ["client.isBusiness"],
    validFrom: null,
    validTo: null,
    source: "United States Code, Title 26, Sections 861(a)(3) and 862(a)(3): source of income from services",
    reviewedOn: null,
    vatCategory: "O",
    confirm: {
      en: "Where the work is done; Form W-8BEN-E for the buyer; sales tax of the buyer's state; the treatment in the seller's own country.",
      zh: "服务实际提供地；向买方提供 W-8BEN-E 表；买方所在州的销售税；卖方所在国家或地区的税务处理。",
    },
  },
  {
    id: "cn-domestic",
    seller: "CN",
    buyer: "home",
    textEn: "VAT of mainland China is charged at the rate of each line. The fapiao is issued separately.",
    textLocal: "按各行所列税率或征收率缴纳中国增值税，税务发票另行开具。",
    localLanguage: "zh",
    requiredFields: ["seller.taxId"],
    validFrom: "2026-01-01",
    validTo: null,
    source: "Value-Added Tax Law of the People's Republic of China, Articles 10 and 11",
    reviewedOn: null,
    vatCategory: "S",
    confirm: {
      en: "The rate: 6 % for services of general taxpayers, or the levy rate of the simplified method; the kind of fapiao.",
      zh: "一般纳税人销售服务适用6%税率，简易计税适用征收率；发票种类。",
    },
  },
  {
    id: "eu-domestic",
    seller: "EU",
    buyer: "home",
    textEn: "VAT of the seller's member state is charged at the rate of each line.",
    textLocal: "VAT is charged at the rate of each line (Directive 2006/112/EC, Article 226).",
    localLanguage: "en",
    requiredFields: ["seller.taxId"],
    validFrom: "2010-01-01",
    validTo: null,
    source: "Directive 2006/112/EC, Articles 44, 193 and 226",
    reviewedOn: null,
    vatCategory: "S",
    confirm: {
      en: "The national rate; exemptions of small businesses; national rules on electronic invoices.",
      zh: "所在成员国的税率；小企业免税；所在国对电子发票的规定。",
    },
  },
  {
    id: "gb-domestic",
    seller: "GB",
    buyer: "home",
    textEn: "UK VAT is charged at the rate of each line.",
    textLocal: "UK VAT is charged at the rate of each line.",
    localLanguage: "en",
    requiredFields: ["seller.taxId"],
    validFrom: null,
    validTo: null,
    source: "Value Added Tax Act 1994, Section 2; VAT Regulations 1995, Regulation 14",
    reviewedOn: null,
    vatCategory: "S",
    confirm: { en: "The rate, and whether the seller is registered for VAT.", zh: "税率，以及卖方是否已登记增值税。" },
  },
];

const EU: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/** Whether a rule covers a sale between two countries. */
export function speaksOf(rule: TaxRule, sellerCountry: string, buyerCountry: string): boolean {
  if (!isIn(rule.seller, sellerCountry, buyerCountry) || !isIn(rule.buyer, buyerCountry, sellerCountry)) return false;
  return rule.id !== "eu-b2b-reverse" || sellerCountry !== buyerCountry;
}

/** All rules that a seller of a country could need. */
export function rulesOfSeller(country: string): TaxRule[] {
  return TAX_RULES.filter(({ seller, buyer }) => (seller === "abroad" ? country !== buyer : isIn(seller, country, "")));
}

function isIn(place: Place, country: string, other: string): boolean {
  if (place === "any") return true;
  if (place === "abroad") return country !== other;
  if (place === "home") return country === other;
  if (place === "EU") return EU.has(country);
  if (place === "outside-EU") return !EU.has(country);
  return place === country;
}
