import type en from "./assurance-confirmation.en.ts";

const confirmation: typeof en = {
  action: "确认声明",
  about: "该声明由企业登记，并注明贵机构名称。请先与已签署的文件核对。确认后，页面将以贵机构经核实的身份显示为已确认。",
  names: (name) => `声明中的核查机构为${name}，仅该机构的工作区可以确认。`,
  workspace: "以此工作区名义确认",
  question: "确认与原声明逐字一致？确认经签名后公开。之后可以撤回，但不能删除。",
  done: "声明已确认。",
  none: "如需确认，请为贵机构新建工作区，并在工作区设置中核实域名。",
  waits: "尚未确认。如需确认，请邀请核查机构。",
  invite: "邀请核查机构",
  problem: {
    names_another_body: "声明中的核查机构与该工作区不符。请选择其他工作区，或登记贵机构自己的声明。",
    name_held: "该名称与其他机构的名称相似。请由运营方核对贵机构的登记信息。",
    not_confirmable: "该声明无法确认：已撤回、已确认，或针对其他数据。",
    statement_confirmed: "核查机构已确认该声明，您不能将其作为自己的声明撤回。",
    workspace_required: "请选择贵机构的工作区。",
  },
};

export default confirmation;
