"""What registers of Opetushallitus say of courses: requirements (ePerusteet), names of codes (koodisto)."""
