"""What a person sees in the Prefect UI: forms, links, reports, pictures of sound."""
