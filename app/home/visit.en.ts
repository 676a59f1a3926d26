const visit = {
  title: "Sample company",
  lead: "Open a complete company without an account: two years of data with evidence, approvals, targets and reports.",
  about: "All data are invented. You can read it and change nothing.",
  open: "Open the sample company",
  bar: "This is a sample that anyone can read. Nothing can be changed.",
  hint: "The sample is read-only. Create an account to do this with your own data.",
  signUp: "Create account",
  leave: "Leave the sample",
};

export default visit;
