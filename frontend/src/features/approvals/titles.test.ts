import { describe, expect, it } from "vitest";
import { createFormat } from "@/lib/format/format";
import { en } from "@/lib/i18n/en";
import { ja } from "@/lib/i18n/ja";
import { PROPOSAL } from "./samples";
import { linesOfOne, nameOf, subjectOf } from "./titles";
import type { Proposal } from "./types";

const english = (proposal: Proposal) => nameOf(proposal, en, createFormat("en"));
const japanese = (proposal: Proposal) => nameOf(proposal, ja, createFormat("ja"));
const [LINE] = PROPOSAL.lines;
if (!LINE) throw new Error("the sample has a line");

function many(kind: Proposal["kind"], title: string, list = "default"): Proposal {
  const lines = [7, 8].map((item_id) => ({ ...LINE, item_id, price_list: list }) as typeof LINE);
  return { ...PROPOSAL, kind, title, lines: lines as Proposal["lines"], lines_total: 1_200 };
}

describe("the name of a proposal about one item", () => {
  it("is its price", () => {
    expect(english(PROPOSAL)).toBe("A-17: ¥1,980 → ¥198");
  });

  it("is that of its own list where other lists follow it", () => {
    const follower = { ...LINE, price_list: "wholesale", amount: "150" };
    const both = { ...PROPOSAL, lines: [follower, LINE], lines_total: 2 };
    expect(linesOfOne(both)).toEqual([LINE, follower]);
    expect(english(both)).toBe("A-17: ¥1,980 → ¥198");
    const other = { ...both, lines: [LINE, { ...follower, item_id: 8 }] };
    expect(linesOfOne(other)).toBeNull();
  });
});

describe("the name of a proposal about many", () => {
  it.each([
    [
      "Spring: +10 %, 1,200 prices in default (JPY)",
      "Spring: +10%, 1,200 prices",
      "Spring：+10%（1,200 件の価格）",
    ],
    ["-2.50 %, 1,200 prices in default (JPY)", "−2.5%, 1,200 prices", "−2.5%（1,200 件の価格）"],
    [
      "Mugs: cheap: by cost, 1,200 prices in default (JPY)",
      "Mugs: cheap: Like the cost, 1,200 prices",
      "Mugs: cheap：原価に合わせる（1,200 件の価格）",
    ],
    ["= 500, 1,200 prices in default (JPY)", "= 500, 1,200 prices", "= 500（1,200 件の価格）"],
    ["something else", "Bulk change, 1,200 prices", "一括変更（1,200 件の価格）"],
  ])("says a bulk change in the reader's language: %s", (title, inEnglish, inJapanese) => {
    expect(english(many("bulk", title))).toBe(inEnglish);
    expect(japanese(many("bulk", title))).toBe(inJapanese);
  });

  it("says in which list, where it is not the plain one", () => {
    const proposal = many("bulk", "+10 %, 1,200 prices in wholesale (JPY)", "wholesale");
    expect(english(proposal)).toBe("+10%, 1,200 prices in wholesale");
    expect(japanese(proposal)).toBe("+10%（価格表 wholesale、1,200 件の価格）");
  });

  it("is that of the price list whose rule changes", () => {
    const proposal = many("list", "卸売: 1200 prices", "wholesale");
    expect(english(proposal)).toBe("卸売, 1,200 prices");
    expect(japanese(proposal)).toBe("卸売（1,200 件の価格）");
  });

  it("stays the server's for a kind that is not known here", () => {
    expect(japanese(many("tender" as never, "Tender: 12 items"))).toBe("Tender: 12 items");
  });
});

describe("what a proposal is about", () => {
  const about = (proposal: Partial<Proposal>) =>
    subjectOf({ ...PROPOSAL, ...proposal }, ja, createFormat("ja"));

  it("is the sale by its own name, without the item", () => {
    expect(about({ kind: "sale", title: "A-17: 秋のセール" })).toBe("秋のセール");
    expect(about({ kind: "sale_edit", title: "A-17: A-17: 50 % off" })).toBe("A-17: 50 % off");
  });

  it("is nothing besides the price for a base price", () => {
    expect(about({})).toBeNull();
    expect(about({ kind: "revert" })).toBeNull();
  });
});
