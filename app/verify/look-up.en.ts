/** Words of the number field and the drop area, wherever they appear. */
const lookUp = {
  numberLabel: "Report number",
  numberExample: "for example GHG-2026-000417-7K3M9QX-2V8RTBW",
  numberShape: "GHG-2026-000417-…",
  verifyButton: "Verify",
  lookUpButton: "Look up",
  dropTitle: "Drop the PDF here",
  dropOr: "or",
  chooseFile: "choose a file",
  dropPrivacy: "Read in your browser and never uploaded.",
  dropNeedsScript: "To verify a file, turn on JavaScript. The report number works without it.",
};

export default lookUp;
