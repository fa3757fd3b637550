// Under which keys are proposals kept?
import type { ListName } from "./types";

export const approvalKeys = {
  all: ["approvals"] as const,
  lists: ["approvals", "list"] as const,
  list: (name: ListName) => ["approvals", "list", name] as const,
  approvers: ["approvals", "approvers"] as const,
  one: (id: number) => ["approvals", "one", id] as const,
};
