/** Errors of the form of a registration or tax number. */
const numberFault = {
  number_uscc: "这不是统一社会信用代码。代码共18位，由数字和大写字母组成，不含 I、O、S、V、Z。",
  number_lei: "这不是 LEI。LEI 由18位字母或数字和2位校验码组成。",
  number_eori: "这不是 EORI 编号。请填写两位国家代码，后接最多15位字母或数字。",
  number_vat: "这不是欧盟或英国的增值税号。请连同国家代码填写，如 DE、GB。",
  number_check_digit: "校验码不正确，请与营业执照或证书核对号码。",
};

export default numberFault;
