/** Comparison of an altered or re-saved file with the issued one, and files that are no issued reports of this site. */
const altered = {
  conclusion: {
    saved_again: "Every printed figure is the issued one; only the file was saved again.",
    same_text:
      "Every printed figure in the text is the issued one. But the pages were drawn again, as when printing to a PDF.",
    same_figures:
      "Every printed figure is the issued one. But another program changed the codes of the words, which could not be compared.",
    unread: "The text of this file can't be read, so its figures could not be compared.",
  },
  differing: (count: string) =>
    count === "1"
      ? "1 printed figure differs from the issued report."
      : `${count} printed figures differ from the issued report.`,
  noneDiffers: "Every printed figure is in the file as issued. But the pages contain something else.",
  pagesDiffer: "The pages differ from the issued report.",
  protected: "The file is protected with a password. Save it without the password and drop it again.",
  tooLarge: "It has too many pages, or reading took too long.",
  recodedPages: (pages: string) => `Words with other codes, as after some programs compress a PDF: page ${pages}.`,
  unreadPages: (pages: string) => `Text that can't be read, such as pictures of pages: page ${pages}.`,
  scope: {
    saved_again:
      "Compared: the text of each page in order, and the instructions that draw the pages, with their fonts and pictures.",
    figures:
      "Compared: the figures of each page, by their places. Not compared: pictures, drawn shapes and the words of these pages. They can hide or imitate a figure, or state something else.",
    text: "Compared: the text of each page in order, with its place, size and color. Not compared: pictures and drawn shapes. They can hide or imitate a figure.",
  },
  bundle: {
    compared: "Compared with the PDF in the bundle, page by page. The signed record names the hash of that PDF.",
    unconfirmed: "The key of that record is not confirmed, so the bundle could be forged too.",
    other_edition: "The bundle has another language edition. Compare this file with a bundle of its own language.",
    no_issued:
      "To see which printed figures differ, add the report's bundle. Or drop the file on the report's verification page.",
  },
  notIssued: "This is not the issued file. Use the issued one.",
  more: (count: string) =>
    count === "1" ? "1 more difference is not shown." : `${count} more differences are not shown.`,
  page: (page: string) => `Page ${page}`,
  issuedPage: (page: string) => `Page ${page} of the issued file`,
  layer: "Layer",
  scripts: "Whole file",
  found: {
    moved: "in another place or size",
    hidden: "in white",
    otherText: "another text, or text that can't be read",
    pageAdded: "a page that was not issued",
    pageRemoved: "missing",
    scripts: "a script that was not issued",
  },
  annotation: {
    Link: "added link",
    Widget: "added form field",
    FreeText: "added text box",
    Stamp: "added stamp",
  } as Record<string, string>,
  otherAnnotation: "added note or mark",
  draft: {
    word: "Draft",
    sentence: "This is a draft, not an issued report.",
    text: "A draft has no number and no signature, and anyone can change it. Ask the sender for the issued report.",
  },
  foreign: {
    sentence: (number: string, host: string) => `This file names report ${number} of another installation: ${host}.`,
    text: (host: string, address: string) =>
      `Reports of ${host} are in its own register. Only that installation can confirm them, at ${address}.`,
    caution:
      "The address comes from the file and is not confirmed. Before you open it, check that the host belongs to the issuer.",
  },
  noText:
    "This PDF holds no text that can be read, such as a scan. Type the number that it shows, and compare its figures by eye.",
  unknownNumber: (number: string) =>
    `This file names report ${number}. No report with this number is in the register here.`,
};

export default altered;
