/** What a verification body does about statements that name it. */
const disowning = {
  title: "Statements that name you",
  about:
    "Public statements with the name of your body. Confirm those that are yours. State of others that they are not from you.",
  seeAbout: "Find what others report under your name, confirm it, or state that it is not from you.",
  empty: "No statement names you",
  emptyReason: "Statements appear here if they name your body as your workspace or your checked registration does.",
  notABody: "Only verification bodies are named in statements. Change the kind of the workspace in its settings.",
  notProved: "Nothing is proved of your body yet.",
  prove: "Prove a domain",
  recordedBy: "Recorded by",
  enteredBy: { organization: "the organization", verifier: "an account that was invited as verifier" },
  state: {
    reported: "Not confirmed",
    confirmed: "Confirmed by another body",
    own: "Yours",
    withdrawn: "Withdrawn",
    disowned: "Not from you",
  },
  confirmAbout:
    "To confirm it, open your engagement for this client. Without one, ask the client to invite you as verifier.",
  notMatched: (name: string) =>
    `To state that it is not from you, ask the operator to check your registration as ${name}. A domain alone proves no name.`,
  shownAs: (body: string) => `Readers will see that ${body} states that this statement is not from it.`,
  action: "Not from us",
  question: "State that this statement is not from you? It is public and in the log. You can't undo this.",
  done: "Readers now see that the statement is not from you.",
  toDo: "The verification body named here states that this statement is not from it. Withdraw the statement below. If it is a mistake, contact the body. It can record a statement of its own.",
  problem: {
    already_disowned: "It is already on record that this statement is not from the body.",
    not_to_disown: "Nothing proves that this statement names your body. Ask the operator to check your registration.",
  },
};

export default disowning;
