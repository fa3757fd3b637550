// Who is logged in, and how does one come and go?
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";

export const meQuery = () =>
  queryOptions({
    queryKey: ["auth", "me"],
    queryFn: ({ signal }) => api.get("/api/v1/auth/me", { signal }),
    staleTime: Infinity,
  });

export interface Credentials {
  email: string;
  password: string;
}

export function useLogin() {
  return useMutation({
    mutationFn: (body: Credentials) => api.post("/api/v1/auth/login", { body }),
    retry: false,
  });
}

export function useLogout() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post("/api/v1/auth/logout"),
    // Gone is gone, also when the server could not be told: nothing stays on this screen.
    onSettled: () => {
      queries.clear();
      window.location.assign("/login");
    },
  });
}
