/**
 * What bills of utilities call their figures, in English, German, French, Spanish, Italian, Dutch and Chinese. The lists of a
 * field are in the order in which they count: a later one is used only if none of the earlier ones is printed.
 */
type Labels = readonly RegExp[];

export const QUANTITY_LABELS: Labels = [
  /total (?:energy |electricity |gas |water )?(?:consumption|usage|use|used)|(?:energy|electricity|gas|water) used|total (?:kwh|therms|gallons|ccf|m³|m3) used|billed (?:consumption|usage)|gesamtverbrauch|verbrauch gesamt|summe verbrauch|abgerechneter verbrauch|consommation (?:totale|facturée)|total consommation|consumo (?:total|facturado)|energía consumida|consumo totale|totale consumi|consumi? fatturat[oi]|totaal verbruik|(?:本期|本月|总|合计|结算|计费)(?:用)?(?:电|气|水|热)量|有功总?电量/gi,
  /\bconsumption\b|\busage\b|quantity (?:delivered|supplied)|\bgallons delivered\b|verbrauch|liefermenge|consommation|consumo|verbruik|geleverde hoeveelheid|用(?:电|气|水|热)量|(?:抄见|计量)?(?:电|气|水|热)量/gi,
];

/** Figures of another time, of averages or of emissions next to such a word are not the consumption of the bill. */
export const NOT_QUANTITY =
  /last year|previous|prior (?:year|month)|average|avg|per day|daily|annual|forecast|compared|co2|co₂|vorjahr|durchschnitt|pro tag|jahresverbrauch|prognose|année (?:précédente|dernière)|moyenne|par jour|año anterior|promedio|medio diario|anno precedente|media|vorig jaar|gemiddeld|per dag|上年|去年|上期|上月|同比|环比|平均|阶梯|余量/i;

export const METER_LABELS: Labels = [
  /meter (?:serial )?(?:number|no\.?|id|#)|meter serial|\bmeter:|zählernummer|zähler-?nr\.?|numéro de compteur|n°\s?(?:de )?compteur|número de (?:contador|medidor)|n\.?º (?:de )?contador|matricola (?:contatore|misuratore)|meternummer|(?:电能表|电表|燃气表|水表|表具)?(?:资产)?(?:表号|表计编号|表具编号)/gi,
  /\bmpan\b|\bmprn\b|supply (?:point )?(?:number|no\.?)|service (?:point|delivery) (?:id|identifier|number)|\besi id\b|\bpod id\b|premise (?:number|id)|marktlokation(?:s-?id)?|malo-?id|messlokation|zählpunkt(?:bezeichnung)?|point de livraison|\bpdl\b|\bprm\b|\bpce\b|\bcups\b|codice pod|codice pdr|\bpod\b|\bpdr\b|ean(?:-code)?|计量点(?:编号|号)/gi,
  /account (?:number|no\.?|#)|customer (?:number|no\.?|id)|kundennummer|kunden-?nr\.?|vertragskonto(?:nummer)?|référence client|n°\s?(?:de )?client|número de (?:cliente|cuenta|contrato)|numero cliente|codice cliente|klantnummer|户号|用户编号|客户编号|客户号/gi,
];

export const NUMBER_LABELS: Labels = [
  /(?:invoice|bill|statement) (?:number|no\.?|#|id)|rechnungsnummer|rechnungs-?nr\.?|numéro de facture|facture n°|n°\s?(?:de )?facture|número de factura|n\.?º (?:de )?factura|factura n\.?º|numero (?:fattura|bolletta)|fattura n\.?|factuurnummer|账单编号|账单号|发票号码/gi,
];

export const ISSUED_LABELS: Labels = [
  /(?:invoice|bill|statement|issue) date|date (?:of )?(?:issue|issued|invoice)|rechnungsdatum|date (?:de|d'émission de la) facture|date d'émission|fecha de (?:factura|emisión|facturación)|data (?:fattura|emissione|di emissione)|factuurdatum|账单日期|开票日期|出账日期/gi,
];

export const PERIOD_LABELS: Labels = [
  /billing period|bill(?:ed)? period|service period|period covered|statement period|supply period|consumption period|reading period|delivery (?:date|period)|date of delivery|for the period|abrechnungszeitraum|verbrauchszeitraum|lieferzeitraum|lieferdatum|abrechnungsperiode|période de (?:consommation|facturation|relève)|période facturée|periodo de (?:facturación|consumo|lectura)|período de (?:facturación|consumo|lectura)|periodo di (?:riferimento|fatturazione|fornitura|consumo)|verbruiksperiode|factuurperiode|leveringsperiode|计费周期|抄表周期|用电周期|用气周期|用水周期|结算周期|账期|所属期间?|(?:电费|气费|水费)(?:年月|月份)/gi,
];

export const TOTAL_LABELS: Labels = [
  /total amount due|amount due|total due|total to pay|please pay|invoice total|total charges this (?:period|month|bill)|total amount payable|total including vat|total incl\.? vat|rechnungsbetrag|gesamtbetrag|zu zahlender betrag|bruttobetrag|(?:montant )?total (?:ttc|à payer)|montant à payer|net à payer|total a pagar|importe total|total factura|total importe factura|totale (?:da pagare|bolletta|fattura)|importo totale|totaal te betalen|te betalen|totaalbedrag|应缴(?:金额|电费|费用)?|应付金额|(?:本期)?合计金额|本期应收/gi,
  /\btotal charges\b|\btotal amount\b|current charges|\bbetrag\b|\bmontant\b|\bimporte\b|\bimporto\b|\bbedrag\b/gi,
];

/** Not a total: parts of it, or what it was before. */
export const NOT_TOTAL =
  /previous|balance|excluding|excl\.|subtotal|net amount|nettobetrag|\bht\b|base imponible|imponibile|subtotaal|上期|余额/i;

export const ESTIMATED =
  /\bestimated\b|\bestimate\b|geschätzt|schätzung|rechnerisch ermittelt|\bestimée?s?\b|\bestimad[oa]s?\b|\bstimat[oaie]\b|geschat|估抄|估算|估计用量|预估/gi;
/** A legend explains both kinds of readings, and a denial is no estimate. */
export const NOT_ESTIMATED =
  /\bactual\b|\bsmart reading\b|not estimated|nicht geschätzt|abgelesen|relevée?|non estimée?|\breal(?:es)?\b|no estimad|\brilevat|\brealm|effettiv|niet geschat|annual|per year|savings|next|未估/i;

/** Units on bills, as printed. */
export const UNITS =
  "kWh|MWh|GWh|kVAh|m³|m3|㎥|Nm³|Nm3|Sm³|Sm3|therms?|Therms?|CCF|Ccf|HCF|MCF|Mcf|MMBtu|GJ|MJ|gallons?|Gallons?|gal|litres?|Litres?|liters?|Liters?|Liter|L|l|kg|tonnes?|t|千瓦时|兆瓦时|度|立方米|吨|吉焦|升|千克|kwh|KWH|M3";

/** The seller is the first line that names a kind of company. */
export const COMPANY =
  /\b(?:ltd|limited|plc|inc|llc|corp|gmbh|ag|kg|s\.?a\.?s?|s\.?r\.?l|s\.?p\.?a|s\.?l\.?u?|b\.?v|n\.?v|utilit(?:y|ies)|company|stadtwerke)\b\.?|公司/i;
