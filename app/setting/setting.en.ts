/** A save that is based on a version that others changed. */
const setting = {
  changed: "This was changed after you opened the page.",
  kept: "What you entered is still in the form. Check the changes, then save again.",
  saved: (author: string, when: string) => `${author} saved on ${when}`,
  caption: "What changed in the meantime",
};

export default setting;
