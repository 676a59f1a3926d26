const setting = {
  changed: "您打开页面后，此内容已被他人更改。",
  kept: "您填写的内容仍保留在表单中。请查看他人的更改，然后再次保存。",
  saved: (author: string, when: string) => `${author}于${when}保存`,
  caption: "您打开页面后的更改",
};

export default setting;
