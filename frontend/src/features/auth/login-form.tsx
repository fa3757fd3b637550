"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { CircleAlert, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { localAddress } from "@/lib/dom/local-address";
import { toProblem, wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import type { Messages } from "@/lib/i18n/messages";
import { useLogin, type Credentials } from "./api";

const schema = (t: Messages) =>
  z.object({
    email: z.string().trim().min(1, t.auth.emailRequired),
    password: z.string().min(1, t.auth.passwordRequired),
  });

/** What was open before the sign-in. */
function destination(): string {
  const next = new URLSearchParams(window.location.search).get("next");
  return localAddress(next, window.location.origin);
}

function Refusal({ error }: { error: unknown }) {
  const { t } = useI18n();
  const { status } = toProblem(error);
  const words = { 0: t.auth.unreachable, 401: t.auth.refused }[status] ?? wordsFor(error, t);
  return (
    <p
      role="alert"
      className="flex items-center gap-2 rounded-md bg-out-soft px-3 py-2 text-sm text-out"
    >
      <CircleAlert className="size-4 shrink-0" aria-hidden="true" />
      {words}
    </p>
  );
}

export function LoginForm() {
  const { t } = useI18n();
  const login = useLogin();
  const [shown, setShown] = useState(false);
  const { register, handleSubmit, formState } = useForm<Credentials>({
    resolver: zodResolver(schema(t)),
    defaultValues: { email: "", password: "" },
  });
  const submit = handleSubmit((values) =>
    // In the place of this page, so that Back does not lead to a form that is done with.
    login.mutate(values, { onSuccess: () => window.location.replace(destination()) }),
  );
  const Icon = shown ? EyeOff : Eye;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
      {login.error && <Refusal error={login.error} />}
      <Field label={t.auth.email} error={formState.errors.email?.message}>
        {(ids) => (
          <Input {...ids} type="email" autoComplete="username" autoFocus {...register("email")} />
        )}
      </Field>
      <Field label={t.auth.password} error={formState.errors.password?.message}>
        {(ids) => (
          <div className="relative">
            <Input
              {...ids}
              type={shown ? "text" : "password"}
              autoComplete="current-password"
              className="pr-9"
              {...register("password")}
            />
            <IconButton
              label={shown ? t.auth.hidePassword : t.auth.showPassword}
              onClick={() => setShown(!shown)}
              className="absolute top-0.5 right-0.5"
            >
              <Icon className="size-4" aria-hidden="true" />
            </IconButton>
          </div>
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        busy={login.isPending || login.isSuccess}
        className="mt-1 h-9"
      >
        {login.isPending ? t.auth.submitting : t.auth.submit}
      </Button>
    </form>
  );
}
