import type { ConsolidationApproach } from "#app/carbon/document/inventory-document.ts";
import type { ProposedTexts } from "#db/guided-start-schema.ts";
import type { DataKind, SourceKind } from "./trade-template.ts";

interface Basis {
  approach: ConsolidationApproach;
  sites: readonly { en: string; zh: string }[];
  /** Kinds of the sources that were created. */
  kinds: readonly SourceKind[];
  /** Who asks for the report. May be empty. */
  asker: string;
}

const APPROACH: Record<ConsolidationApproach, { en: string; zh: string }> = {
  operational_control: { en: "operational control", zh: "运营控制权法" },
  financial_control: { en: "financial control", zh: "财务控制权法" },
  equity_share: { en: "equity share", zh: "股权比例法" },
};

/** How sure quantities are, by where they come from. */
const SURENESS: Record<DataKind, { en: string; zh: string }> = {
  metered: {
    en: "Metered quantities come from meters and bills. Their uncertainty is low.",
    zh: "计量数据取自计量器具和账单，不确定性低。",
  },
  invoiced: {
    en: "Invoiced quantities come from purchase and disposal records. Their uncertainty is low to medium, because stocks at the start and end of the year are not counted.",
    zh: "票据数据取自采购和处置记录。因未计年初、年末库存，不确定性为低至中等。",
  },
  refilled: {
    en: "Refrigerant losses equal the quantities refilled. Their uncertainty is medium, because losses of one year may be refilled in the next.",
    zh: "制冷剂逸散量按补充量计算。当年逸散的部分可能在下一年补充，不确定性为中等。",
  },
  estimated: {
    en: "Distances and commuting are estimated from addresses and staff numbers. Their uncertainty is high.",
    zh: "运输距离和通勤数据按地址和人数估算，不确定性高。",
  },
};

const FACTORS = {
  en: "Published national factors are preferred. Factors of another country are used only where none exists, which raises the uncertainty of these sources.",
  zh: "优先采用本国已发布的排放因子。没有本国因子时采用其他国家的因子，相应排放源的不确定性较高。",
};

/** Texts for the report that follow from the answers, in both languages. A person has to confirm each of them. */
export function draftTexts({ approach, sites, kinds, asker }: Basis): ProposedTexts {
  const names = (language: "en" | "zh") => sites.map((site) => site[language] || site[language === "en" ? "zh" : "en"]);
  const used = (["metered", "invoiced", "refilled", "estimated"] as const).filter((data) =>
    kinds.some((kind) => kind.data === data),
  );
  const client = asker.trim();
  return {
    boundary: {
      en: `The organizational boundary follows the ${APPROACH[approach].en} approach. It covers these facilities: ${names("en").join(", ")}.`,
      zh: `组织边界采用${APPROACH[approach].zh}，涵盖以下设施：${names("zh").join("、")}。`,
    },
    significance: {
      en: "An indirect category is significant if at least one criterion applies. It is likely to exceed 5% of total emissions. The company can influence it. A law or a customer asks for it. Significant categories are quantified.",
      zh: "间接排放类别满足下列任一准则即为重要：预计超过总排放量的 5%；公司能够施加影响；法规或客户要求披露。重要类别均予以量化。",
    },
    uncertainty: {
      en: [...used.map((data) => SURENESS[data].en), FACTORS.en].join(" "),
      zh: [...used.map((data) => SURENESS[data].zh), FACTORS.zh].join(""),
    },
    purpose: {
      en:
        client === ""
          ? "To inform customers and management about greenhouse gas emissions."
          : `To answer a request from ${client}, and to inform management.`,
      zh: client === "" ? "向客户和管理层说明温室气体排放情况。" : `回应${client}的要求，并供管理层参考。`,
    },
    intendedUsers: {
      en: client === "" ? "Customers and management" : `${client} and management`,
      zh: client === "" ? "客户和管理层" : `${client}和管理层`,
    },
  };
}
