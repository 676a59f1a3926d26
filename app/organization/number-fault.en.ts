/** Errors of the form of a registration or tax number. */
const numberFault = {
  number_uscc:
    "This is not a Unified Social Credit Code. It has 18 digits and capital letters, without I, O, S, V and Z.",
  number_lei: "This is not an LEI. It has 18 letters and digits, then two check digits.",
  number_eori: "This is not an EORI number. Enter two letters for the country, then up to 15 letters and digits.",
  number_vat: "This is not a VAT number of the EU or UK. Enter it with the country code, such as DE or GB.",
  number_check_digit: "The check digit is wrong. Compare the number with the business licence or certificate.",
};

export default numberFault;
