"""What the generator of invented news is made of: names, events, languages, plans of reports and their stories."""
