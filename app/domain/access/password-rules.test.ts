import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password-rules";

const ANNA = { email: "anna.keller@lumina.example", name: "Anna Keller" };

describe("a password", () => {
  it.each([
    "kettle under seven slow rivers",
    "vtqmzr-pgwhkd-xn",
    "gravel9Moth6Orchid",
    "漢字かなまじり文でも十分に長い鍵",
    "84019375620918",
  ])("%s stands by its length alone", (password) => {
    expect(passwordProblem(password.padEnd(15, "ů"), ANNA)).toBeNull();
  });

  it("needs fifteen characters and may have a whole sentence", () => {
    expect(passwordProblem("vtqmzrpgwhkdxn")).toBe("too-short");
    expect(passwordProblem("vtqmzrpgwhkdxnb")).toBeNull();
    expect(passwordProblem("vtqm zrpg whkd xnbc ".repeat(4))).toBeNull();
    expect(passwordProblem("vtqmzrpgwh".repeat(26))).toBe("too-long");
  });

  it.each([
    "passwordpassword",
    "Password12345678",
    "P@ssw0rdP@ssw0rd",
    "aaaaaaaaaaaaaaaaaaaa",
    "123456789012345678",
    "abcabcabcabcabcabc",
    "qwertyuiopasdfghjkl",
    "correct horse battery staple",
    "thisismypassword2026",
    "welcome-welcome-welcome",
    "xyxyxyxyxyxyxyxyxyxy",
  ])("%s is one that anyone would try", (password) => {
    expect(passwordProblem(password, ANNA)).toBe("too-common");
  });

  it.each(["anna.keller2026!", "plumblineplumbline", "LuminaKellerAnna"])(
    "%s is made of the person's own words",
    (password) => {
      expect(passwordProblem(password, ANNA)).toBe("names-you");
    },
  );
});
