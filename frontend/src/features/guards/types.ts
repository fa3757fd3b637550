// The words of this room, as the contract writes them.
import type { components } from "@/lib/api/schema.gen";
import type { BodyOf, Ok, RowOf } from "@/lib/api/types";

export type Guard = RowOf<"/api/v1/price-guards">;
/** What the feed tells of one: without its margin, and with when it was removed. */
export type GuardFace = components["schemas"]["GuardFace"];
/** A change that allows more waits for a second person. */
export type Waiting = components["schemas"]["ProposalOut"];
export type GuardMode = Guard["mode"];
export type GuardBody = BodyOf<"/api/v1/price-guards", "post">;
export type PreviewBody = BodyOf<"/api/v1/price-guards/preview", "post">;
export type Preview = Ok<"/api/v1/price-guards/preview", "post">;
export type Caught = Preview["caught"][number];
export type Breaking = Preview["breaking"][number];
/** What a guard holds for, besides its price list. */
export type Target = "all" | "category" | "item";
/** A ban that a guard sets, or says nothing about. */
export type Ban = "unset" | "refuse";

export const MODES: readonly GuardMode[] = ["block", "approve", "warn"];
export const TARGETS: readonly Target[] = ["all", "category", "item"];
export const BANS: readonly Ban[] = ["unset", "refuse"];
