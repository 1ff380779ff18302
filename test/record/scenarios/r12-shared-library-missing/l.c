int vax_init(void){return 1;}
