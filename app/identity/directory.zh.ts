import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./directory.en.ts";

const directory: MessagesOf<typeof en> = {
  title: "核查机构名录",
  about: "自愿公开的核查机构，以及各机构已核实的信息。",
  note: "名称和认可资质由各机构自行填写，认可资质请在认可机构的名录中查询。列入本名录不代表推荐。",
  name: "名称",
  nameIsClaim: "自称（未经核实）",
  proofs: "身份证明",
  accreditation: "认可资质（自行填写）",
  noAccreditation: "未填写",
  accreditedBy: (body, number) => `${body}，${number}`,
  scopeUntil: (scope, day) => `${scope}；有效期至${day}`,
  register: "认可名录",
  confirmed: "已确认的声明",
  since: "列入时间",
  empty: "暂无核查机构",
  emptyReason: "核查机构的所有者选择公开，且域名或登记信息已核实后，该机构会显示在此处。",
  settings: {
    title: "名录与认可资质",
    about: "贵机构对自身情况的说明。",
    see: "查看名录",
    seeAbout: "一次填写认可资质，并选择是否在公开名录中展示。",
    back: "工作区设置",
    saved: "已保存。",
    readOnly: "只有所有者可以修改。",
    notABody: "本工作区不是核查机构。所有者可以在工作区设置中修改类型。",
    held: "本工作区的名称与其他机构相似，运营方核实之前不会列入名录。",
    accreditation: "认可资质",
    accreditationAbout:
      "作为贵机构自行填写的信息展示，并附认可名录的链接。填写核查声明时会自动带入。没有认可资质时请全部留空。",
    body: "认可机构",
    number: "认可编号",
    scope: "认可范围",
    scopeHint: "按认可证书填写：标准、行业和保证等级。",
    expires: "有效期至",
    expiresHint: "证书没有截止日期时请留空。",
    register: "公开名录中的条目",
    registerHint: "认可机构网站上以 https:// 开头的网址。",
    directory: "公开名录",
    question: "是否公开列出本核查机构？",
    no: "否",
    yes: "是，前提是域名或登记信息已核实",
    becomesPublic:
      "任何人都能看到工作区名称、身份证明、认可资质和已确认的声明数量。可随时关闭，但他人保存的副本无法收回。",
    error: {
      choice_missing: "请选择一项。",
      too_long: "内容过长，请缩短。",
      text_forbidden: "内容含有不可见的控制字符，请重新输入。",
      accreditation_part: "请填写此项，或将认可资质全部留空。",
      day: "请填写日期。",
      https: "请填写以 https:// 开头的网址。",
      not_a_body: "只有核查机构可以列入名录。所有者可以在工作区设置中修改类型。",
    },
  },
};

export default directory;
