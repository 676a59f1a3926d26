// The languages of the interface, a line each. Their words are in `words.*.ts` of this folder.
export { default as en } from "./language.en.ts";
export { default as zh } from "./language.zh.ts";
