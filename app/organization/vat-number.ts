import { remainderOf97 } from "#app/number/mod-97.ts";

/** True if the check digits of a number without its prefix are right. */
type Check = (number: string) => boolean;

/** The forms of VAT numbers in a country, without the prefix. A form without a check has no published check digit. */
type Forms = readonly (readonly [RegExp, Check?])[];

/**
 * VAT numbers of the EU member states, the United Kingdom and Northern Ireland (XI), as in VIES. Check digits are
 * tested where the authority has published how. Latvia and numbers of persons have a form only.
 */
const FORMS: Record<string, Forms> = {
  AT: [[/^U\d{8}$/, (number) => lastIs(number, tens(4 + doubled(number.slice(1, 8), 1)))]],
  BE: [[/^[01]\d{9}$/, (number) => Number(number.slice(8)) === 97 - (Number(number.slice(0, 8)) % 97)]],
  BG: [[/^\d{9}$/, checkBulgaria], [/^\d{10}$/]],
  CY: [[/^\d{8}[A-Z]$/, checkCyprus]],
  CZ: [
    [/^\d{8}$/, (number) => lastIs(number, (11 - (weigh(number, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10)],
    [/^\d{9,10}$/],
  ],
  DE: [[/^[1-9]\d{8}$/, isMod1110]],
  DK: [[/^\d{8}$/, (number) => weigh(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0]],
  EE: [[/^\d{9}$/, (number) => lastIs(number, tens(weigh(number, [3, 7, 1, 3, 7, 1, 3, 7])))]],
  EL: [[/^\d{9}$/, (number) => lastIs(number, (weigh(number, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10)]],
  ES: [
    [/^[\dXYZ]\d{7}[A-Z]$/, checkSpanishPerson],
    [/^[KLM]\d{7}[A-Z]$/, (number) => "TRWAGMYFPDXBNJZSQVHLCKE"[Number(number.slice(1, 8)) % 23] === number[8]],
    [/^[ABCDEFGHJNPQRSUVW]\d{7}[\dA-J]$/, checkSpanishCompany],
  ],
  FI: [[/^\d{8}$/, (number) => lastIs(number, (11 - (weigh(number, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11)]],
  FR: [
    [/^\d{11}$/, (number) => Number(number.slice(0, 2)) === (12 + 3 * (Number(number.slice(2)) % 97)) % 97],
    [/^[A-HJ-NP-Z\d]{2}\d{9}$/],
  ],
  GB: [[/^(?:\d{9}|\d{12})$/, checkBritain], [/^(?:GD[0-4]\d\d|HA[5-9]\d\d)$/]],
  HR: [[/^\d{11}$/, isMod1110]],
  HU: [[/^\d{8}$/, (number) => lastIs(number, tens(weigh(number, [9, 7, 3, 1, 9, 7, 3])))]],
  IE: [
    [/^\d{7}[A-W][A-IW]?$/, checkIreland],
    [/^\d[A-Z+*]\d{5}[A-W]$/, checkOldIreland],
  ],
  IT: [[/^\d{11}$/, isLuhn]],
  LT: [
    [/^\d{7}1\d$/, checkLithuania],
    [/^\d{10}1\d$/, checkLithuania],
  ],
  LU: [[/^\d{8}$/, (number) => Number(number.slice(0, 6)) % 89 === Number(number.slice(6))]],
  LV: [[/^\d{11}$/]],
  MT: [[/^\d{8}$/, (number) => weigh(number, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0]],
  NL: [[/^\d{9}B\d{2}$/, checkNetherlands]],
  PL: [[/^\d{10}$/, (number) => lastIs(number, weigh(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11)]],
  PT: [[/^\d{9}$/, (number) => lastIs(number, ((11 - (weigh(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10)]],
  RO: [[/^[1-9]\d{1,9}$/, checkRomania]],
  SE: [[/^\d{10}(?!00)\d{2}$/, (number) => isLuhn(number.slice(0, 10))]],
  SI: [[/^[1-9]\d{7}$/, (number) => isSlovenian(11 - (weigh(number, [8, 7, 6, 5, 4, 3, 2]) % 11), number)]],
  SK: [[/^[1-9]\d{9}$/, (number) => Number(number) % 11 === 0]],
};
FORMS.XI = FORMS.GB!;

/** ISO 3166-1 codes of the countries whose VAT prefix is another one. */
const PREFIX_OF: Record<string, string> = { GR: "EL" };

/** The result of a check: `checked` has a right check digit, `formed` has only the form. */
export type VatCheck = "checked" | "formed" | "form" | "check_digit";

/** Checks a VAT number with its prefix, in capitals and without separators. */
export function checkVat(number: string): VatCheck {
  const prefix = number.slice(0, 2);
  const forms = Object.hasOwn(FORMS, PREFIX_OF[prefix] ?? prefix) ? FORMS[PREFIX_OF[prefix] ?? prefix]! : [];
  const found = forms.find(([form]) => form.test(number.slice(2)));
  if (!found) return "form";
  const check = found[1];
  if (!check) return "formed";
  return check(number.slice(2)) ? "checked" : "check_digit";
}

/** Whether a number begins with the VAT prefix of a country that `checkVat` knows. */
export function hasVatPrefix(country: string, number: string): boolean {
  const prefix = PREFIX_OF[country] ?? country;
  if (!Object.hasOwn(FORMS, prefix)) return false;
  // Companies in Northern Ireland have numbers with either prefix.
  return [prefix, country, ...(country === "GB" ? ["XI"] : [])].some((start) => number.startsWith(start));
}

/** The weighted sum of the first digits, one for each weight. */
function weigh(number: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0);
}

function lastIs(number: string, digit: number): boolean {
  return Number(number.at(-1)) === digit;
}

/** What is missing to the next multiple of ten. */
function tens(sum: number): number {
  return (10 - (sum % 10)) % 10;
}

/** The sum of the digits, every other one doubled, as the sum of its own digits. `first` is the first one doubled. */
function doubled(digits: string, first: number): number {
  return [...digits].reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === first ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}

function isLuhn(number: string): boolean {
  return doubled(number, number.length % 2) % 10 === 0;
}

/** ISO/IEC 7064 MOD 11,10. */
function isMod1110(number: string): boolean {
  let product = 10;
  for (const digit of number.slice(0, -1)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
  return lastIs(number, (11 - product) % 10);
}

function checkBulgaria(number: string): boolean {
  const first = weigh(number, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  return lastIs(number, first === 10 ? (weigh(number, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10 : first);
}

function checkCyprus(number: string): boolean {
  const values = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  const sum = [...number.slice(0, 8)].reduce(
    (total, digit, index) => total + (index % 2 === 0 ? values[Number(digit)]! : Number(digit)),
    0,
  );
  return number[8] === String.fromCharCode(65 + (sum % 26));
}

function checkSpanishPerson(number: string): boolean {
  const digits = number.slice(0, 8).replace(/^[XYZ]/, (letter) => `${"XYZ".indexOf(letter)}`);
  return "TRWAGMYFPDXBNJZSQVHLCKE"[Number(digits) % 23] === number[8];
}

/** The control is a digit or the letter for it, by the kind of entity. */
function checkSpanishCompany(number: string): boolean {
  const control = tens(doubled(number.slice(1, 8), 0));
  return number[8] === `${control}` || number[8] === "JABCDEFGHI"[control];
}

function checkBritain(number: string): boolean {
  const sum = weigh(number, [8, 7, 6, 5, 4, 3, 2]) + Number(number.slice(7, 9));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
}

function checkIreland(number: string): boolean {
  const branch = number[8] ? number.charCodeAt(8) - 64 : 0;
  const sum = weigh(number, [8, 7, 6, 5, 4, 3, 2]) + 9 * branch;
  return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] === number[7];
}

/** Numbers issued before 2013 that begin with a digit and a letter or sign. */
function checkOldIreland(number: string): boolean {
  return checkIreland(`0${number.slice(2, 7)}${number[0]}${number[7]}`);
}

function checkLithuania(number: string): boolean {
  const digits = [...number.slice(0, -1)];
  const sum = (shift: number) =>
    digits.reduce((total, digit, index) => total + (1 + ((index + shift) % 9)) * Number(digit), 0) % 11;
  return lastIs(number, sum(0) === 10 ? sum(2) % 10 : sum(0));
}

/** By the eleven test of a company, or since 2020 by MOD 97-10 for a sole trader. */
function checkNetherlands(number: string): boolean {
  const isEleven = weigh(number, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
  return isEleven || remainderOf97(`NL${number}`) === 1n;
}

function checkRomania(number: string): boolean {
  const sum = weigh(number.slice(0, -1).padStart(9, "0"), [7, 5, 3, 2, 1, 7, 5, 3, 2]);
  return lastIs(number, ((sum * 10) % 11) % 10);
}

/** A remainder of 1 or 10 has the digit 0; no number has the remainder 0. */
function isSlovenian(control: number, number: string): boolean {
  return control !== 11 && lastIs(number, control % 10);
}
