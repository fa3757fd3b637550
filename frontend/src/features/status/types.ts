import type { Ok } from "@/lib/api/types";

export type Status = Ok<"/api/v1/status", "get">;
export type ChannelStatus = Status["channels"][number];
