"""The blueprint of all pages; `catalogue.web` imports the modules that register views on it."""

from flask import Blueprint

bp = Blueprint("web", __name__, template_folder="templates")
