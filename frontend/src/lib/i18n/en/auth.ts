export const auth = {
  title: "Sign in",
  lead: "Exact stock and prices, live.",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  emailRequired: "Enter your e-mail address.",
  passwordRequired: "Enter your password.",
  refused: "E-mail or password is not right.",
  unreachable: "The server cannot be reached. Is it running?",
  showPassword: "Show password",
  hidePassword: "Hide password",
};
