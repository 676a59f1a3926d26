const common = {
  productName: "Truetonne",
  language: "Language",
  english: "English",
  chinese: "中文",
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  search: "Search",
  none: "None",
};

export default common;
