import { expect, it } from "vitest";
import { judgePassword } from "./password-rule.server.ts";

const HOLDER = { email: "wang.fang@sample-precision.example", name: "Wang Fang" };

it.each([
  ["a sentence to remember", null],
  ["correct horse battery", null],
  ["江南好风景旧曾谙日出江花红胜火", null],
  ["x7#Lq0vTz!2m", null],
  ["elevenchars", "password_short"],
  ["江南好风景", "password_short"],
  ["🌍".repeat(11), "password_short"],
  [`${"ab cd ".repeat(21)}xy`, null],
  ["y".repeat(129), "password_long"],
  ["z".repeat(1_000_000), "password_long"],
  ["1qaz2wsx3edc", "password_common"],
  ["Administrator", "password_common"],
  ["password2026", "password_common"],
  ["!!Password123!", "password_common"],
  ["passwordpassword", "password_common"],
  ["ｐａｓｓｗｏｒｄ２０２６", "password_common"],
  ["aaaaaaaaaaaa", "password_common"],
  ["abc123abc123abc1", "password_common"],
  ["123456789012", "password_common"],
  ["210987654321", "password_common"],
  ["abcdefghijklm", "password_common"],
  ["wang.fang@sample-precision.example", "password_personal"],
  ["WANG.FANG@sample-precision.example!", "password_personal"],
  ["Wang Fang 2026", "password_personal"],
  ["wang-fang-123", "password_personal"],
  ["wang fang likes green tea", null],
])("judges %.40s as %s", (password, fault) => {
  expect(judgePassword(password, HOLDER)).toBe(fault);
});

it("checks only the length against a name that is too short to be found in a password", () => {
  expect(judgePassword("李 a sentence to remember", { email: "a@b.example", name: "李" })).toBeNull();
});
