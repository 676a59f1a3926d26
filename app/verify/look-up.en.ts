/** The number field and the drop area, wherever they stand. */
const lookUp = {
  numberLabel: "Report number",
  numberExample: "for example GHG-2026-000417-7K3M9QX-2V8RTBW",
  numberShape: "GHG-2026-000417-…",
  verifyButton: "Verify",
  lookUpButton: "Look up",
  dropTitle: "Drop the PDF here",
  dropOr: "or",
  chooseFile: "choose a file",
  dropPrivacy: "Read in your browser. It is not uploaded.",
  dropNeedsScript: "Reading a file needs JavaScript. The report number works without it.",
};

export default lookUp;
