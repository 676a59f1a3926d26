const visit = {
  title: "Sample company",
  lead: "Open a complete company without an account: two years of data with evidence, approvals and verified reports.",
  about: "All data are invented. You can read everything and change nothing.",
  open: "Open the sample company",
  bar: "This is a sample that anyone can read. Nothing can be changed.",
  hint: "The sample is read-only. Create an account to do this with your own data.",
  signUp: "Create account",
  leave: "Leave the sample",
  reportBar: "This report is a sample. The company, its figures and its verifier are invented.",
};

export default visit;
