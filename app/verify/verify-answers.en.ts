/** The three questions of a buyer, with the answers that the checks support. */
const answers = {
  label: "Three questions",
  file: {
    question: "Is this file genuine?",
    not_compared: {
      title: "Not compared yet",
      text: "The number alone proves no file. Drop your file here to find out.",
    },
    checking: { title: "Being checked", text: "The answer follows in this browser." },
    issued: {
      title: "Yes, it is the issued file",
      text: "It has exactly the issued bytes, and its signature is valid.",
    },
    differs: { title: "No, it is not the issued file", text: "The comparison below lists what differs." },
    proofs_fail: {
      title: "No, a proof is invalid",
      text: "Do not rely on this report. The checks below name the proof.",
    },
    unknown: { title: "Not known", text: "A check could not be completed. Try again later." },
  },
  status: {
    question: "Is it current?",
    current: "Yes, it is the current version",
    currentText: (time: string) => `Neither replaced nor withdrawn on ${time}.`,
    superseded: "No, it was replaced",
    withdrawn: "No, it was withdrawn",
    expired: "No, it expired",
    unknown: "Not known",
    unknownText: "The signed lists could not be read.",
    newest: "Newest version:",
  },
  assurance: {
    question: "Did an independent body verify it?",
    confirmed: {
      domain: (verifier: string, domain: string, day: string) =>
        `The account that controls ${domain} recorded it (checked on ${day}). Make sure that this is the domain of ${verifier}.`,
      registration: (verifier: string, number: string, day: string) =>
        `${verifier} recorded it. The operator checked its registration ${number} on ${day}.`,
    },
    details: "Read the statement",
  },
  proof: (passed: string, waiting: string, all: string) =>
    `${passed} of ${all} checks passed${waiting === "0" ? "" : `, ${waiting} not done`}. Details, keys and records`,
};

export default answers;
