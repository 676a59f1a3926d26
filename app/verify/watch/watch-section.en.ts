/** The form next to a report. It is also shown by the script of the verification pages. */
const section = {
  title: "Watch this report",
  text: "Get an email when this report is replaced, withdrawn or expires. You need no account.",
  email: "Email address",
  language: "Language of the emails",
  submit: "Watch report",
  feed: "Follow it in a feed reader (Atom)",
  data: "We use the address only for these emails. We delete it when you stop, or when the report is withdrawn or expires.",
};

export default section;
