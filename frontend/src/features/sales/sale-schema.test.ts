import { describe, expect, it } from "vitest";
import { en } from "@/lib/i18n/en";
import { fieldOf, toPatch, toSale, worthNow } from "./sale-body";
import { newSale, saleSchema, valuesOf, type SaleValues } from "./sale-schema";
import { saleOf } from "./samples";

const GOOD: SaleValues = {
  ...newSale("Asia/Tokyo"),
  name: "Spring sale",
  value: "20",
  starts: "2027-03-03T00:00",
  ends: "2027-03-10T00:00",
};
const PLACE = { list: "default", currency: "JPY" };

function complaint(values: Partial<SaleValues>, currency = "JPY") {
  const issue = saleSchema(en, currency).safeParse({ ...GOOD, ...values }).error?.issues[0];
  return issue && [issue.path.join("."), issue.message];
}
const tier = (units: string, value = "30") => ({ units, worth: "percent" as const, value });

describe("which sales may be sent", () => {
  it.each<[Partial<SaleValues>, string[] | undefined]>([
    [{}, undefined],
    [{ value: "12.5%" }, undefined],
    [{ worth: "amount", value: "１５００" }, undefined],
    [{ starts: "", ends: "" }, undefined],
    [{ tiers: [tier("2"), tier("10")] }, undefined],
    [{ roundTo: "10", ending: "9" }, undefined],
    [{ name: "  " }, ["name", en.sales.nameRequired]],
    [{ value: "" }, ["value", en.sales.percentRequired]],
    [{ value: "0" }, ["value", en.sales.percentInvalid]],
    [{ value: "101" }, ["value", en.sales.percentInvalid]],
    [{ value: "12.345" }, ["value", en.sales.percentInvalid]],
    [{ worth: "amount", value: "12.5" }, ["value", en.pricing.amountDecimals("JPY", 0)]],
    [{ priority: "-1" }, ["priority", en.sales.priorityInvalid]],
    [{ priority: "1001" }, ["priority", en.sales.priorityInvalid]],
    [{ roundTo: "0" }, ["roundTo", en.pricing.amountInvalid]],
    [{ roundTo: "10", ending: "10" }, ["ending", en.sales.endingTooLarge]],
    [{ ends: "2027-03-03T00:00" }, ["ends", en.sales.endsBeforeStart]],
    [{ starts: "", ends: "2020-01-01T00:00" }, ["ends", en.sales.endsBeforeStart]],
    [{ tiers: [tier("1")] }, ["tiers.0.units", en.sales.unitsInvalid]],
    [{ tiers: [tier("5"), tier("5")] }, ["tiers.1.units", en.sales.unitsTwice]],
    [{ tiers: [tier("5", "")] }, ["tiers.0.value", en.sales.percentRequired]],
  ])("%o", (values, message) => expect(complaint(values)).toEqual(message));

  const london = { zone: "Europe/London", ends: "" };

  it("not with a time that the clocks skip", () => {
    const starts = "2027-03-28T01:30";
    expect(complaint({ ...london, starts })).toEqual(["starts", en.sales.skipped(london.zone)]);
  });

  it("with a time that the clocks show twice only when it is said which", () => {
    const starts = "2027-10-31T01:30";
    expect(complaint({ ...london, starts })).toEqual(["starts", en.sales.twice(london.zone)]);
    expect(complaint({ ...london, starts, startsOffset: "+00:00" })).toBeUndefined();
    const between = { starts, startsOffset: "+01:00", ends: starts, endsOffset: "+00:00" };
    expect(complaint({ ...london, ...between })).toBeUndefined();
  });
});

describe("what is sent", () => {
  it("is the local time of the zone, with an offset only where that is needed", () => {
    const sale = toSale({ ...GOOD, tiers: [tier("10"), tier("2", "5")] }, PLACE);
    expect(sale).toMatchObject({
      percent_off: "20",
      starts_at: "2027-03-03T00:00:00",
      ends_at: "2027-03-10T00:00:00",
      time_zone: "Asia/Tokyo",
      rounding: null,
      tiers: [
        { min_quantity: 2, percent_off: "5" },
        { min_quantity: 10, percent_off: "30" },
      ],
    });
    expect(sale).not.toHaveProperty("amount");
    const autumn = { zone: "Europe/London", starts: "2027-10-31T01:30", startsOffset: "+01:00" };
    expect(toSale({ ...GOOD, ...autumn }, PLACE).starts_at).toBe("2027-10-31T01:30:00+01:00");
  });

  it("is only what differs from the sale as it stands", () => {
    const sale = saleOf({ rounding: { to: "10", ending: "0", direction: "nearest" }, version: 5 });
    const before = valuesOf(sale);
    expect(before).toMatchObject({ starts: "2026-03-03T00:00", startsOffset: "+09:00" });
    expect(toPatch(before, before, { version: 5, currency: "JPY" })).toBeNull();
    expect(
      toPatch({ ...before, name: "Clearance" }, before, { version: 5, currency: "JPY" }),
    ).toEqual({
      name: "Clearance",
      reason: null,
      expected_version: 5,
    });
    expect(toPatch({ ...before, ends: "" }, before, { version: 5, currency: "JPY" })).toMatchObject(
      { ends_at: null },
    );
    const fixed = toPatch({ ...before, worth: "amount", value: "1500" }, before, {
      version: 5,
      currency: "JPY",
    });
    expect(fixed).toMatchObject({ amount: "1500", rounding: null });
    expect(fixed).not.toHaveProperty("percent_off");
  });
});

describe("what a sale makes of a price", () => {
  it("is said while it is typed", () => {
    expect(worthNow(en, { worth: "percent", value: "20" }, "1980", "JPY")).toBe("1584");
    expect(worthNow(en, { worth: "percent", value: "33.33" }, "9.99", "USD")).toBe("6.66");
    expect(worthNow(en, { worth: "amount", value: "1,500" }, "1980", "JPY")).toBe("1500");
    expect(worthNow(en, { worth: "percent", value: "" }, "1980", "JPY")).toBeNull();
  });
});

describe("the server's complaints", () => {
  it("find their fields", () => {
    expect(["starts_at", "tiers.0.amount", "item_id"].map(fieldOf)).toEqual([
      "starts",
      "tiers",
      null,
    ]);
  });
});
