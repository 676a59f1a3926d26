/**
 * Letters that look like Latin letters, from `confusables.txt` of Unicode Security Mechanisms (UTS #39), version
 * 17.0.0, © 2025 Unicode, Inc., under the Unicode License V3 (look-alike-letters-LICENSE.txt). From that table: single
 * letters of the scripts whose letters look Latin in print, and only those that map to plain Latin letters. Each entry
 * is the letter, then what it looks like.
 */
const ENTRIES = {
  sameAlphabet: "1l Il 0O mrn",
  Latin:
    "ɑa ꜳaa ꜲAA æae ÆAE ꜵao ꜴAO ꜷau ꜶAU ꜹav ꜻav ꜸAV ꜺAV ꜽay ꜼAY Ƅb ꞴB ᴄc ʣdz ꬲe ꬵf ꞙf ƒf ẝf ꞘF ɡg ᶃg ƍg ıi ɪi ɩi ꞲJ Ɩl ǀl ǁll ʪls ʫlz ᴏo ᴑo ꬽo œoe ŒOE ꝏoo ꝎOO þp ƿp ꭇr ꭈr ƦR ꜱs ƽs ꝷtf ʦts ꞟu ᴜu ꭎu ꭒu ʋu ᵫue ꭣuo ᴠv ɯw ᴡw ꞳX ɣy ᶌy ʏy ỿy ꭚy ᴢz",
  Cyrillic:
    "аa АA ӕae ӔAE Ьb ВB Ыbl сc СC ԁd еe ҽe ЕE ԌG һh НH іi ꙇi јj ЈJ КK Іl ӏl Ӏl ЮlO МM оo ОO ꚙoo ꚘOO рp РP ԛq гr ѕs ЅS ТT ѵv ѴV ѡw шw ԝw ԜW хx ХX уy үy УY ҮY",
  Greek: "αa ΑA ΒB ΕE ϜF ΗH ιi ϳj ͿJ ΚK Ιl ΜM ϺM ΝN οo σo ΟO ρp ϸp ΡP ᴦr ΤT υu νv ΧX γy ΥY ΖZ",
  Armenian: "քf ցg հh ւi ոn ռn օo ՕO գq զq ՏS սu ՍU աw",
  Cherokee: "ᎪA Ꮟb ᏴB ꮯc ᏟC Ꮷd ᎠD ᎬE ᏀG ᏳG Ꮒh ᎻH ꭵi Ꭵi ᎫJ ᏦK ᏞL ᎷM ᏢP ꮁr ᎡR ᏒR ꮪs ᏕS ᏚS ᎢT ꮩv ᏙV ꮃw ᎳW ᏔW ᎩY ᎽY ꮓz ᏃZ",
};

/** From a letter to the plain Latin letters that it looks like. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.values(ENTRIES).flatMap((entries) => entries.split(" ").map((entry) => [entry[0]!, entry.slice(1)] as const)),
);
