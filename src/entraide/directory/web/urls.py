from django.urls import path

from . import downloads, exchange, keeping, reading

app_name = "directory"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("record/", keeping.record, name="record"),
    path("<int:authority_id>/", reading.detail, name="detail"),
    path("<int:authority_id>/edit/", keeping.edit, name="edit"),
    path("<int:authority_id>/contact-point/", keeping.contact_point, name="contact_point"),
    path("<int:authority_id>/designation/", keeping.designation, name="designation"),
    path("<int:authority_id>/confirm/", keeping.confirm, name="confirm"),
    path("<int:authority_id>/withdraw/", keeping.withdraw, name="withdraw"),
    path("take/", downloads.take, name="take"),
    path("take/directory.<str:form>", downloads.download, name="download"),
    path("<int:authority_id>/card.vcf", downloads.card, name="card"),
    path("editions/<str:form>/", downloads.edition_ask, name="edition_ask"),
    path("edition/<int:edition_id>/", downloads.edition, name="edition"),
    path("edition/<int:edition_id>/file/", downloads.edition_file, name="edition_file"),
    path("import/", exchange.upload, name="import"),
    path("import/<int:batch_id>/columns/", exchange.columns, name="import_columns"),
    path("import/<int:batch_id>/", exchange.preview, name="import_preview"),
    path("import/<int:batch_id>/apply/", exchange.apply, name="import_apply"),
    path("import/<int:batch_id>/to-mend.xlsx", exchange.faulty, name="import_faulty"),
    path("import/<int:batch_id>/undo/", exchange.undo, name="import_undo"),
    path("import/<int:batch_id>/drop/", exchange.drop, name="import_drop"),
]
