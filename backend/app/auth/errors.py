"""The errors of accounts and sign-in."""

from app.core.errors import Conflict, NotFound, TooManyRequests, Unauthenticated, Unavailable


class WrongCredentials(Unauthenticated):
    code = "wrong_credentials"
    title = "E-mail or password is wrong"


class SignInThrottled(TooManyRequests):
    code = "sign_in_throttled"
    title = "Too many failed sign-ins"


class SignInBusy(Unavailable):
    code = "sign_in_busy"
    title = "Too many sign-ins at once"


class SessionEnded(Unauthenticated):
    code = "session_ended"
    title = "Your session has ended"


class EmailTaken(Conflict):
    code = "email_taken"
    title = "This e-mail address has an account already"


class UserNotFound(NotFound):
    code = "user_not_found"
    title = "There is no such user"
