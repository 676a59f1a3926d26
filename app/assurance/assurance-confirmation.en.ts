/** How a verification body confirms what an organization reports of it. */
const confirmation = {
  action: "Confirm statement",
  about:
    "The organization recorded this statement and names you. Compare it with the signed document first. If you confirm it, the page shows it as confirmed under your proved identity.",
  names: (name: string) => `It names ${name}. Only the workspace of that body can confirm it.`,
  workspace: "Confirm in the name of",
  question:
    "Confirm this statement word for word? It is signed and public. You can withdraw it later, but not delete it.",
  done: "Statement confirmed.",
  none: "To confirm it, create a workspace for your body and prove its domain in the workspace settings.",
  waits: "Not confirmed yet. To have it confirmed, invite the verification body.",
  invite: "Invite verifier",
  problem: {
    names_another_body:
      "The statement names another body than this workspace. Choose another workspace, or record your own statement.",
    name_held: "This name resembles that of another body. Ask the operator to check your registration.",
    not_confirmable: "This statement can't be confirmed. It was withdrawn or confirmed, or is about other data.",
    statement_confirmed: "The verification body confirmed this statement. You can't withdraw it as your own.",
    workspace_required: "Choose the workspace of your body.",
  },
};

export default confirmation;
