/**
 * Bodies that verify, certify or inspect, and whose names buyers know. A report under such a name is easily taken for
 * their statement, so the operator looks at it first. The list is no accreditation and names no one's rights.
 */
export interface KnownBody {
  name: string;
  /** Why the name is listed. */
  reason: "verification" | "certification" | "classification";
  /** Whole words, in any case and with any spacing. */
  words?: readonly string[];
  /** Abbreviations that are also common words or names: only in capitals, or as the whole name. */
  capitals?: readonly string[];
  /** Chinese names, simplified and traditional, anywhere in a name. */
  han?: readonly string[];
}

export const KNOWN_BODIES: readonly KnownBody[] = [
  {
    name: "SGS",
    reason: "verification",
    words: ["SGS", "Société Générale de Surveillance"],
    han: ["通标标准", "通標標準", "瑞士通用公证", "瑞士通用公證"],
  },
  {
    name: "TÜV Rheinland, TÜV SÜD, TÜV NORD",
    reason: "verification",
    words: ["TUV", "TUEV", "TUV Rheinland", "TUV Rhineland", "TUV SUD", "TUV NORD", "TUV Austria"],
    han: [
      "莱茵技术",
      "萊茵技術",
      "莱茵检测",
      "萊茵檢測",
      "德国莱茵",
      "德國萊茵",
      "南德意志",
      "南德认证",
      "南德認證",
      "汉德技术监督",
    ],
  },
  { name: "Bureau Veritas", reason: "verification", words: ["Bureau Veritas"], han: ["必维", "必維"] },
  {
    name: "DNV",
    reason: "classification",
    words: ["DNV", "DNVGL", "Det Norske Veritas"],
    han: ["挪威船级社", "挪威船級社", "挪亚检验", "挪亞檢驗"],
  },
  {
    name: "BSI",
    reason: "certification",
    words: ["British Standards Institution"],
    capitals: ["BSI"],
    han: ["英国标准协会", "英國標準協會"],
  },
  {
    name: "Intertek",
    reason: "verification",
    words: ["Intertek"],
    han: ["天祥检", "天祥檢", "天祥质量", "天祥集团", "天祥认证"],
  },
  {
    name: "LRQA",
    reason: "verification",
    words: ["LRQA", "Lloyds Register", "Lloyd Register"],
    han: ["劳氏质量", "勞氏質量", "劳氏船级社", "勞氏船級社", "劳盛认证"],
  },
  { name: "DEKRA", reason: "verification", words: ["DEKRA"], han: ["德凯检测", "德凯认证", "德凱檢測", "德凱認證"] },
  {
    name: "UL Solutions",
    reason: "certification",
    words: ["UL Solutions", "Underwriters Laboratories"],
    capitals: ["UL"],
    han: ["美华认证", "美華認證", "优力检测"],
  },
  {
    name: "RINA",
    reason: "classification",
    words: ["RINA Services", "Registro Italiano Navale"],
    han: ["意大利船级社"],
  },
  { name: "Applus+", reason: "certification", words: ["Applus"] },
  { name: "Eurofins", reason: "verification", words: ["Eurofins"], han: ["欧陆检测", "歐陸檢測"] },
  { name: "AENOR", reason: "verification", words: ["AENOR"] },
  { name: "AFNOR", reason: "verification", words: ["AFNOR"] },
  {
    name: "KPMG, PwC, EY, Deloitte",
    reason: "verification",
    words: ["KPMG", "PricewaterhouseCoopers", "PwC", "Deloitte", "Ernst Young"],
    han: ["毕马威", "畢馬威", "普华永道", "普華永道", "德勤华永", "德勤会计", "安永华明"],
  },
  {
    name: "CQC, China Quality Certification Centre",
    reason: "certification",
    words: ["CQC", "China Quality Certification Centre", "China Quality Certification Center"],
    han: ["中国质量认证中心", "中國質量認證中心"],
  },
  {
    name: "CTI, Centre Testing International",
    reason: "verification",
    words: ["Centre Testing International", "Center Testing International"],
    capitals: ["CTI"],
    han: ["华测检测", "華測檢測", "华测认证", "華測認證", "华测集团"],
  },
  {
    name: "CCIC, China Certification & Inspection Group",
    reason: "verification",
    words: ["CCIC", "China Certification Inspection"],
    han: ["中国检验认证", "中國檢驗認證", "中检集团", "中檢集團"],
  },
  {
    name: "CEC, China Environmental United Certification Center",
    reason: "certification",
    words: ["China Environmental United Certification"],
    capitals: ["CEC"],
    han: ["中环联合", "中環聯合"],
  },
  {
    name: "CCS, China Classification Society",
    reason: "classification",
    words: ["China Classification Society"],
    capitals: ["CCSC"],
    han: ["中国船级社", "中國船級社"],
  },
  {
    name: "CQM, China Quality Mark Certification Group",
    reason: "certification",
    words: ["China Quality Mark"],
    capitals: ["CQM"],
    han: ["方圆标志", "方圓標誌", "方圓標志"],
  },
  { name: "CEPREI", reason: "certification", words: ["CEPREI"], han: ["赛宝认证", "賽寶認證"] },
];
