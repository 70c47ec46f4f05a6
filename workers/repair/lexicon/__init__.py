"""What Swedish words there are: skeletons, known forms, compounds, names. Pure."""
