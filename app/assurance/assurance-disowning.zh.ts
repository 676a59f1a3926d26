import type en from "./assurance-disowning.en.ts";

const disowning: typeof en = {
  title: "列有贵机构名称的声明",
  about: "列有贵机构名称的公开声明。属于贵机构的请确认，不属于的请声明并非由贵机构出具。",
  seeAbout: "查看他人以贵机构名义登记的声明，予以确认，或声明并非由贵机构出具。",
  empty: "没有列有贵机构名称的声明",
  emptyReason: "声明中的核查机构名称与贵工作区名称或经核对的登记名称一致时，显示在此处。",
  notABody: "只有核查机构会被列入声明。可在工作区设置中更改工作区类型。",
  notProved: "贵机构的身份尚未核实。",
  prove: "核实域名",
  recordedBy: "登记方",
  enteredBy: { organization: "企业", verifier: "受邀核查账号" },
  state: {
    reported: "未确认",
    confirmed: "已由其他机构确认",
    own: "贵机构",
    withdrawn: "已撤回",
    disowned: "非贵机构出具",
  },
  confirmAbout: "如需确认，请打开针对该客户的核查委托。尚无委托的，请由客户邀请贵机构。",
  notMatched: (name) => `如需声明并非由贵机构出具，请由运营方核对贵机构以${name}名称的登记信息。仅凭域名不能证明名称。`,
  shownAs: (body) => `读者将看到：${body}声明本声明并非由其出具。`,
  action: "非我机构出具",
  question: "声明该核查声明并非由贵机构出具？声明将公开并写入日志，无法撤销。",
  done: "读者现可看到该声明并非由贵机构出具。",
  toDo: "此处所列核查机构声明：本声明并非由其出具。请在下方撤回声明。如属误会，请联系该机构，由其登记自己的声明。",
  problem: {
    already_disowned: "该声明并非由所列机构出具，已有记录。",
    not_to_disown: "没有证据表明该声明所列为贵机构。请由运营方核对贵机构的登记信息。",
  },
};

export default disowning;
