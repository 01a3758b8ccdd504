"""MARC records: UNIMARC and MARC 21, in ISO 2709 and in XML."""
