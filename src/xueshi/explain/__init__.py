"""Why a result is what it is: justifications, why-not, causes, remedies, letters."""
