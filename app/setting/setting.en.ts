/** A save that is based on an outdated version. */
const setting = {
  changed: "Someone changed this after you opened the page.",
  kept: "Your entries are still in the form. Review the changes, then save again.",
  saved: (author: string, when: string) => `${author} saved on ${when}`,
  caption: "Changes since you opened the page",
};

export default setting;
