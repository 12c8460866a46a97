from django.http import HttpResponse


def home(request):
    return HttpResponse("x")


invitation_only = invitation = invitation_again = people = ledger = file = outbox = home
not_found = forbidden = bad_request = server_error = home
