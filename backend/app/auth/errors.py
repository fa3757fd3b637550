"""What can go wrong when somebody logs in?"""

from app.core.errors import Conflict, NotFound, Unauthenticated


class WrongCredentials(Unauthenticated):
    code = "wrong_credentials"
    title = "E-mail or password is wrong"


class SessionEnded(Unauthenticated):
    code = "session_ended"
    title = "Your session has ended"


class EmailTaken(Conflict):
    code = "email_taken"
    title = "This e-mail address has an account already"


class UserNotFound(NotFound):
    code = "user_not_found"
    title = "There is no such user"
