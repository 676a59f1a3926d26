/** A digital VAT invoice of our own making. Names state that they are samples. */
export interface InvoiceFacts {
  number: string;
  issuedOn: string;
  seller: string;
  buyer: string;
  items: InvoiceItem[];
  net: string;
  tax: string;
  total: string;
  remark: string;
}

export interface InvoiceItem {
  name: string;
  unit: string;
  quantity: string;
  price: string;
  amount: string;
  rate: string;
  tax: string;
}

export const BUYER = "示例金属制品有限公司";

type Told = Pick<InvoiceFacts, "number" | "seller" | "items" | "net" | "tax" | "total"> & Partial<InvoiceFacts>;

export function invoice(facts: Told): InvoiceFacts {
  return { issuedOn: "2025-04-02", buyer: BUYER, remark: "", ...facts };
}

export function item(
  name: string,
  unit: string,
  quantity: string,
  ...money: [price: string, amount: string, tax: string]
) {
  const [price, amount, tax] = money;
  return { name, unit, quantity, price, amount, rate: "13%", tax };
}

/** The elements of EInvoice, as tax platforms write them. */
export function writeEInvoice(facts: InvoiceFacts): string {
  const items = facts.items.map(
    (one) =>
      `<IssuItemInformation><ItemName>${one.name}</ItemName><SpecMod/><MeaUnits>${one.unit}</MeaUnits><Quantity>${one.quantity}</Quantity>` +
      `<UnPrice>${one.price}</UnPrice><Amount>${one.amount}</Amount><TaxRate>0.13</TaxRate><ComTaxAm>${one.tax}</ComTaxAm>` +
      "<TotaltaxIncludedAmount/><TaxClassificationCode>1100101010000000000</TaxClassificationCode></IssuItemInformation>",
  );
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<EInvoice><Header><EIid>${facts.number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>1.0</Version>` +
    "<InherentLabel><InIssuType><LabelCode>Y</LabelCode><LabelName>是</LabelName></InIssuType><EInvoiceType><LabelCode>01</LabelCode><LabelName>电子发票</LabelName></EInvoiceType>" +
    "<GeneralOrSpecialVAT><LabelCode>01</LabelCode><LabelName>增值税专用发票</LabelName></GeneralOrSpecialVAT></InherentLabel></Header><EInvoiceData>" +
    `<SellerInformation><SellerIdNum>91000000SAMPLE001X</SellerIdNum><SellerName>${facts.seller}</SellerName></SellerInformation>` +
    `<BuyerInformation><BuyerIdNum>91000000SAMPLE002X</BuyerIdNum><BuyerName>${facts.buyer}</BuyerName></BuyerInformation>` +
    `<BasicInformation><TotalAmWithoutTax>${facts.net}</TotalAmWithoutTax><TotalTaxAm>${facts.tax}</TotalTaxAm><TotalTax-includedAmount>${facts.total}</TotalTax-includedAmount>` +
    `<RequestTime>${facts.issuedOn} 09:30:00</RequestTime></BasicInformation>${items.join("")}<SpecificInformation/>` +
    `<AdditionalInformation><Remark>${facts.remark}</Remark></AdditionalInformation></EInvoiceData>` +
    `<TaxSupervisionInfo><InvoiceNumber>${facts.number}</InvoiceNumber><IssueTime>${facts.issuedOn} 09:31:02</IssueTime></TaxSupervisionInfo></EInvoice>`
  );
}

/** The file original_invoice.xml of OFD invoices since 2020. */
export function writeOriginalInvoice(facts: InvoiceFacts): string {
  const [year, month, day] = facts.issuedOn.split("-");
  const goods = facts.items.map(
    (one, at) =>
      `<fp:GoodsInfo><fp:LineNo>${at + 1}</fp:LineNo><fp:Item>${one.name}</fp:Item><fp:MeasurementDimension>${one.unit}</fp:MeasurementDimension>` +
      `<fp:Price>${one.price}</fp:Price><fp:Quantity>${one.quantity}</fp:Quantity><fp:Amount>${one.amount}</fp:Amount><fp:TaxScheme>${one.rate}</fp:TaxScheme><fp:TaxAmount>${one.tax}</fp:TaxAmount></fp:GoodsInfo>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?><fp:eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019" Version="1.0"><fp:DocID>01</fp:DocID><fp:InvoiceNo>${facts.number}</fp:InvoiceNo>` +
    `<fp:IssueDate>${year}年${month}月${day}日</fp:IssueDate><fp:Buyer><fp:BuyerName>${facts.buyer}</fp:BuyerName></fp:Buyer><fp:Seller><fp:SellerName>${facts.seller}</fp:SellerName></fp:Seller>` +
    `<fp:TaxInclusiveTotalAmount>${facts.total}</fp:TaxInclusiveTotalAmount><fp:TaxExclusiveTotalAmount>${facts.net}</fp:TaxExclusiveTotalAmount><fp:TaxTotalAmount>${facts.tax}</fp:TaxTotalAmount>` +
    `<fp:Note>${facts.remark}</fp:Note><fp:GoodsInfos>${goods.join("")}</fp:GoodsInfos></fp:eInvoice>`
  );
}

/** A text on a page, in millimetres from the top left corner; `y` is its baseline. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  size?: number;
  alignRight?: boolean;
}

/** The printed form of a digital invoice: parties side by side, the table of items, totals and remarks. */
export function layInvoice(facts: InvoiceFacts): PlacedText[] {
  const [year, month, day] = facts.issuedOn.split("-");
  const rows = facts.items.flatMap((one, at): PlacedText[] => {
    const y = 62 + at * 6;
    return [
      { text: one.name, x: 6, y },
      { text: one.unit, x: 80, y },
      { text: one.quantity, x: 111, y, alignRight: true },
      { text: one.price, x: 134, y, alignRight: true },
      { text: one.amount, x: 160, y, alignRight: true },
      { text: one.rate, x: 171, y },
      { text: one.tax, x: 204, y, alignRight: true },
    ];
  });
  const end = 62 + facts.items.length * 6 + 8;
  return [
    { text: "电子发票（增值税专用发票）", x: 66, y: 16, size: 6 },
    { text: `发票号码：${facts.number}`, x: 150, y: 14 },
    { text: `开票日期：${year}年${month}月${day}日`, x: 150, y: 21 },
    ..."购买方信息".split("").map((text, at) => ({ text, x: 5, y: 29 + at * 4.4 })),
    ..."销售方信息".split("").map((text, at) => ({ text, x: 106, y: 29 + at * 4.4 })),
    { text: `名称：${facts.buyer}`, x: 12, y: 33 },
    { text: `名称：${facts.seller}`, x: 113, y: 33 },
    { text: "统一社会信用代码/纳税人识别号：91000000SAMPLE002X", x: 12, y: 44 },
    { text: "统一社会信用代码/纳税人识别号：91000000SAMPLE001X", x: 113, y: 44 },
    { text: "项目名称", x: 22, y: 55 },
    { text: "规格型号", x: 55, y: 55 },
    { text: "单位", x: 79, y: 55 },
    { text: "数 量", x: 99, y: 55 },
    { text: "单 价", x: 122, y: 55 },
    { text: "金 额", x: 148, y: 55 },
    { text: "税率/征收率", x: 165, y: 55 },
    { text: "税 额", x: 192, y: 55 },
    ...rows,
    { text: "合", x: 22, y: end },
    { text: "计", x: 34, y: end },
    { text: `¥${facts.net}`, x: 160, y: end, alignRight: true },
    { text: `¥${facts.tax}`, x: 204, y: end, alignRight: true },
    { text: "价税合计（大写）", x: 14, y: end + 8 },
    { text: "（小写）", x: 136, y: end + 8 },
    { text: "¥", x: 152, y: end + 8 },
    { text: facts.total, x: 155, y: end + 8 },
    { text: "备", x: 6, y: end + 17 },
    { text: "注", x: 6, y: end + 23 },
    ...facts.remark.split("；").map((text, at) => ({ text, x: 14, y: end + 15 + at * 5 })),
    { text: "开票人：示例", x: 14, y: end + 40 },
  ];
}
