import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./carbon-problem.en.ts";
import type { Facts } from "./carbon-problem.en.ts";

const said = (text: string | undefined, otherwise = "（空）") => text || otherwise;

const SCOPE_NAMES: Facts = { "1": "范围一", "2": "范围二", "3": "范围三" };
const scopeName = (scope: string | undefined) => SCOPE_NAMES[scope ?? ""] ?? `范围 ${said(scope)}`;

const problem = {
  missing_field: (f: Facts) => `缺少字段“${said(f.field)}”，请补充。`,
  wrong_type: (f: Facts) => `此处的值应为 ${f.expected} 类型，实际为 ${f.found}。数字须写成文本，例如 "12.5"。`,
  text_empty: () => "文字为空，请填写。",
  value_unknown: (f: Facts) => `“${said(f.value)}”不是允许的值，请使用：${f.allowed}。`,
  number_grammar: (f: Facts) =>
    `“${said(f.value)}”不是有效的十进制数。请只用数字和最多一个小数点，不用分隔符和指数，例如 1234.5。`,
  number_out_of_bounds: (f: Facts) =>
    `“${said(f.value)}”位数过多。小数点前最多 ${f.before} 位，小数点后最多 ${f.after} 位。`,
  date_impossible: (f: Facts) => `“${said(f.value)}”不是有效日期。请按 YYYY-MM-DD 填写，例如 2025-03-31。`,
  period_reversed: (f: Facts) => `期间的结束日（${f.end}）早于开始日（${f.start}），请对调或更正日期。`,
  activity_outside_period: (f: Facts) =>
    `该活动（${f.start} 至 ${f.end}）超出清单期间（${f.documentStart} 至 ${f.documentEnd}）。请按期间拆分，或更正日期。`,
  unit_unknown: (f: Facts) =>
    `无法识别单位“${said(f.unit)}”。${f.candidates ? `是否指 ${f.candidates}？` : "请从单位列表中选择。"}`,
  unit_ambiguous: (f: Facts) => `单位“${said(f.unit)}”有多种含义，请使用：${f.candidates}。`,
  scope_category_mismatch: (f: Facts) =>
    `类别 ${f.category} 属于${scopeName(f.fits)}，不属于${scopeName(f.scope)}。请更改范围或类别。`,
  duplicate_id: (f: Facts) => `编号“${said(f.id)}”重复。每条活动数据须有唯一编号。`,
  duplicate_factor: (f: Facts) => `因子 ${said(f.reference)} 在文件中出现两次。请删除一个，或使用不同的版本号。`,
  reference_unknown: (f: Facts) => `文件中没有因子 ${said(f.reference)}。请添加该因子，或更正引用（id@version）。`,
  factor_wrong_kind: (f: Facts) =>
    `${said(f.reference)} 的类型为 ${f.kind}，此处需要 ${f.wanted ?? "emission"} 类型。请另选因子。`,
  factor_basis: (f: Facts) =>
    `因子只能以一种方式表示排放（${f.allowed}），该因子的表示方式为：${said(f.found, "无")}。请只保留一种。`,
  factor_empty: () => "该因子没有气体。请补充气体，或删除该因子。",
  gwp_zero: (f: Facts) => `发布机构的 ${said(f.gas)} GWP 值为零，不能作为除数。请填写编制该因子时采用的 GWP 值。`,
  gas_twice: (f: Facts) => `${said(f.gas)} 同时被定义为有 GWP 值的气体和混合物，请保留其一。`,
  gas_name_reserved: (f: Facts) => `气体名称“${said(f.gas)}”专用于未区分气体的 CO₂e，请改名。`,
  blend_sum: (f: Facts) => `该混合物各组分的质量占比之和为 ${f.sum}，须恰好为 1。请更正。`,
  share_out_of_range: (f: Facts) => `比例 ${said(f.value)} 不在 0 到 1 之间。60% 请写作 0.6。`,
  percentage_negative: (f: Facts) => `不确定性 ${said(f.value)} 为负数。±5% 请写作 5。`,
  uncertainty_via_length: (f: Facts) =>
    `换算参数有 ${said(f.via)} 个，不确定性有 ${said(f.stated)} 个。请按换算参数的顺序各填一个。`,
  uncertainty_group_unknown: (f: Facts) => `相关活动分组中的“${said(f.id)}”不在文件中。请更正或删除该编号。`,
  uncertainty_group_twice: (f: Facts) => `活动“${said(f.id)}”同时属于两个相关分组。请只保留在一组，或合并两组。`,
  property_not_positive: (f: Facts) => `参数值 ${said(f.value)} 必须大于零，请按来源核对。`,
  instrument_negative: (f: Facts) => `合同工具的数量 ${said(f.quantity)} 为负数。请以正数填写已注销或签约的数量。`,
  serials_no_range: (f: Facts) =>
    `${said(f.first)} 至 ${said(f.last)} 不是有效的编号区间。首尾编号须以数字结尾、属于同一系列并按顺序排列。`,
  market_outside_scope_2: (f: Facts) =>
    `合同工具只适用于外购能源，而该活动属于${scopeName(f.scope)}。请删除“market”或更改范围。`,
  quantity_or_method: (f: Facts) =>
    `活动数据须有数量和单位，或有核算方法及其输入，此处${f.found === "both" ? "两者都有" : "两者都没有"}。请保留其一。`,
  method_category_mismatch: (f: Facts) => `方法“${said(f.method)}”不适用于类别 ${f.category}。适用类别：${f.allowed}。`,
  field_unknown: (f: Facts) => `未知输入“${said(f.field)}”。可用的输入：${f.allowed}。请更正名称或删除。`,
  dimension_unsuitable: (f: Facts) => `单位 ${f.unit} 不适用于此处，请使用以下量纲的单位：${f.allowed}。`,
  value_out_of_range: (f: Facts) => `数值 ${said(f.value)} 超出范围（允许 ${f.allowed}）。请更正。`,
  list_empty: () => "列表为空，请至少添加一行。",
  detail_count: (f: Facts) => `明细应有 ${f.stated} 条记录，而活动数据共有 ${f.found} 条。请重新汇总清单。`,
  json_malformed: (f: Facts) => `文本不是有效的 JSON，请更正第 ${f.line} 行第 ${f.column} 列。`,
  json_duplicate_key: (f: Facts) => `字段“${said(f.key)}”在同一对象中出现两次，请保留一个。`,
  json_too_deep: (f: Facts) => `文本的嵌套超过 ${f.levels} 层。请删除不属于清单的内容。`,
  file_unreadable: (f: Facts) =>
    f.reason === "utf-8"
      ? `${f.file} 不是 UTF-8 文本，请另存为 UTF-8。`
      : `无法读取 ${f.file}（${f.reason}）。请检查文件名和权限。`,
  file_too_large: (f: Facts) => `${f.file} 超过 ${f.megabytes} MB，请拆分清单。`,
  negative_quantity: (f: Facts) => `数量 ${said(f.quantity)} 为负数。请标为更正或抵减并说明原因，或去掉负号。`,
  unit_mismatch: (f: Facts) =>
    `${f.from} 不能换算为 ${f.or ? `${f.to} 或 ${f.or}` : f.to}。请选择匹配的单位或因子，或添加有来源的换算参数（密度、热值、载重）。`,
  heat_basis_mismatch: (f: Facts) =>
    `热量口径“${f.found}”与因子或换算参数的口径“${f.wanted}”不一致。高位与低位相差 5% 至 10%，请使用同一口径的热值和因子。`,
  gwp_missing: (f: Facts) =>
    `GWP 值 ${f.gwpSet} 中没有 ${f.constituent ? `${f.gas} 的组分 ${f.constituent}` : f.gas}。请补充其 GWP 值，或更换 GWP 值或因子。`,
  factor_not_valid: (f: Facts) =>
    f.reason
      ? `因子 ${f.factor} 在有效期（${said(f.validFrom, "…")} 至 ${said(f.validTo, "…")}）之外使用。理由：${f.reason}`
      : `因子 ${f.factor} 的有效期为 ${said(f.validFrom, "…")} 至 ${said(f.validTo, "…")}，未覆盖 ${f.start} 至 ${f.end}。请选择其他版本、拆分活动，或说明理由予以采用。`,
  instrument_exceeds_consumption: (f: Facts) =>
    `合同工具覆盖 ${f.covered} ${f.unit}，超过消费量 ${f.consumption} ${f.unit}。请减少分配量。`,
  claim_without_proof: (f: Facts) => `绿色电价“${said(f.claim)}”缺少证明。请补充证明，或删除该项。`,
  factor_marginal: (f: Facts) =>
    `因子 ${f.factor} 为边际因子（${f.quantification}），反映的是变化，不是年度排放。请选择平均因子。`,
  biogenic_fraction_unsuitable: (f: Facts) =>
    `因子 ${f.factor} 没有可拆分为化石源与生物源的 CO₂。请使用按气体发布的因子，且不用于范围二。`,
  chain_boundary_mixed: (f: Facts) =>
    `运输链“${said(f.chain)}”各段因子的边界不一致（${said(f.found)}）。各段请使用同一边界：油井到车轮（WTW）或油箱到车轮（TTW）。`,
  factor_other_grid: (f: Facts) =>
    `电网因子 ${f.factor} 适用于 ${said(f.region)}，而设施所在电网为 ${said(f.place)}。请选择该电网的因子，或更正设施所在地。`,
  instrument_other_market: (f: Facts) =>
    `该行有合同工具在设施所在市场（${said(f.country)}）无效。请删除该合同工具，或分配给其所属市场的设施。`,
  instrument_factor_negative: (f: Facts) =>
    `合同工具的排放因子为 ${said(f.value)}。合同工具不能清除排放，请填写零或正数。`,
  instrument_claimed_twice: (f: Facts) =>
    f.other === undefined
      ? `合同工具 ${said(f.instrument)} 共 ${f.quantity} ${f.unit}，而已使用 ${f.claimed} ${f.unit}。请减少使用数量。`
      : `合同工具 ${said(f.instrument)} 与 ${said(f.other)} 含有相同的证书。每张证书只能使用一次。`,
  instrument_vintage: (f: Facts) =>
    `合同工具 ${said(f.instrument)} 的电量生产于 ${f.start} 至 ${f.end}，超出 ${f.windowStart} 至 ${f.windowEnd} 的时间范围。请使用该范围内的合同工具。`,
  instrument_not_cancelled: (f: Facts) =>
    `证书 ${said(f.instrument)} 没有注销日期。请在登记系统中注销，并填写注销日期。`,
  boundary_unsuitable: (f: Facts) =>
    f.boundary === "well_to_tank"
      ? `因子 ${f.factor} 反映燃料使用之前的排放，只能用于范围三类别 3（燃料和能源相关活动）。此处请选择燃料使用环节的因子。`
      : `因子 ${f.factor} 的边界大于现场排放。范围一须采用仅含燃料使用环节的因子，使用之前的排放请计入范围三类别 3。`,
  radiative_forcing_twice: (f: Facts) =>
    `核算方法已计入辐射强迫加成，而因子 ${f.factor} ${f.stated === "included" ? "已包含该加成" : "未说明是否包含该加成"}。请选择不含加成的因子，或取消加成。`,
  distance_correction_twice: (f: Facts) =>
    `核算方法已计入距离修正，而因子 ${f.factor} ${f.stated === "included" ? "已包含该修正" : "未说明是否包含该修正"}。修正只能计入一次。`,
  price_basis_mismatch: (f: Facts) =>
    `支出为${f.found === "producer" ? "生产者" : "购买者"}价格，而因子 ${f.factor} 的价格口径为 ${said(f.wanted, "未注明")}。请使用同一价格口径的因子。`,
  price_year_mismatch: (f: Facts) =>
    `支出按 ${f.found} 年价格计，而因子 ${f.factor} 的价格年份为 ${said(f.wanted, "未注明")}。请将支出折算到因子的价格年份。`,
  shares_not_whole: (f: Facts) => `各比例之和为 ${f.sum}，须恰好为 1。请更正。`,
  allocation_base_zero: (f: Facts) => `${said(f.base)} 为零，无法据此分配。请填写数值，或选择其他分配方式。`,
  amount_exceeds: (f: Facts) => `${said(f.amount)} 大于 ${said(f.limit)}。请更正其中之一。`,
  input_missing: (f: Facts) => `缺少输入“${said(f.field)}”，请补充。`,
  table_out_of_range: (f: Facts) =>
    `${said(f.value)} 超出表的范围（${f.from} 至 ${f.to}），表外不作外推。请检查数值，或填写有来源的数据。`,
  factor_missing: () => "没有与该活动的地点、时间和方法匹配的因子。请添加有来源的因子，或在因子选用规则中允许替代。",
  factor_ambiguous: () => "有多个因子同样匹配。请选择其一，或在因子选用规则中设定数据集的优先顺序。",
  market_based_grid_average: (f: Facts) =>
    `基于市场：该电量${f.region ? `（电网 ${f.region}）` : ""}没有合同工具或剩余电力组合，采用电网平均因子。如该市场公布了剩余电力组合，请添加。`,
  gwp_set_mismatch: (f: Facts) =>
    `因子 ${f.factor} 按 CO₂e 发布（采用 ${said(f.gwpSet, "未注明的 GWP 值")}），未区分气体。本清单采用 ${f.documentGwpSet}。改用按气体发布的因子即可消除此说明。`,
  ratio_method: (f: Facts) => `因子 ${f.factor} 将 CO₂ 按比例放大以代表其他气体，并非逐气体核算的结果。`,
  stated_value: (f: Facts) => `输入“${f.input}”为 ${f.value}，来源：${said(f.source)}。`,
  table_interpolated: (f: Facts) => `${said(f.value)} 位于表“${f.table}”的两行之间，按线性内插得出。`,
  screening_estimate: (f: Facts) => `此为按默认排放率得出的筛选估算（${said(f.method)}）。采购或库存记录会更准确。`,
  financed_data_quality: (f: Facts) => `融资排放的 PCAF 数据质量评分为 ${f.score}（1 最高，5 最低）。`,
  period_overlap: (f: Facts) =>
    f.days === "1"
      ? `${said(f.second)} 的开始日正是 ${said(f.first)} 的结束日（${f.start}），当天被计入两次。请将后一条记录改为从次日开始，除非当天抄表两次。`
      : `${said(f.first)} 与 ${said(f.second)} 有 ${said(f.days)} 天重叠（${f.start} 至 ${f.end}）。请检查同一消耗量是否重复录入。`,
  records_overlap: (f: Facts) =>
    `该行有 ${said(f.records)} 条记录与其他记录重叠，共 ${said(f.days)} 天（${f.start} 至 ${f.end}）。请检查同一消耗量是否重复录入。`,
  period_gap: (f: Facts) =>
    `排放源“${said(f.source)}”有 ${said(f.days)} 天没有记录，最早为 ${f.start} 至 ${f.end}。请补充记录，或填写并标明估算。`,
  names_withheld: () => "本副本未列出该行的名称和证明材料。核查机构持有完整文件。",
  inputs_withheld: () => "本副本未列出该行的输入数据，其结果由签发方声明并签名。核查机构持有完整文件。",
  factor_other_country: (f: Facts) =>
    `因子 ${f.factor} 适用于 ${said(f.region)}，而设施位于 ${said(f.country)}。如有本国或供应商的因子，请改用。`,
  factor_co2_only: (f: Facts) => `因子 ${f.factor} 只发布了 CO₂，该行未计入甲烷和氧化亚氮。`,
  factor_life_cycle: (f: Facts) =>
    `因子 ${f.factor} 包含发电之前的排放，这部分属于范围三类别 3，范围二因此偏高。如有仅含发电环节的因子，请改用。`,
  radiative_forcing_mixed: (f: Facts) =>
    `因子 ${f.factor} ${f.value === "included" ? "包含" : "不包含"}航空的非 CO₂ 效应，与该类别其他因子不同。所有航班请采用同一口径。`,
  boundary_mixed: (f: Facts) => `因子 ${f.factor} 覆盖的能源链环节与该类别其他因子不同。请在该类别采用同一边界。`,
  factor_other_region: (f: Facts) =>
    `因子 ${f.factor} 适用于 ${said(f.region, "未注明的区域")}，范围大于该活动所在区域。理由：${said(f.reason)}`,
} satisfies MessagesOf<typeof en>;

export default problem;
