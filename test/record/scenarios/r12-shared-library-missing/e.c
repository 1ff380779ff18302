int vax_init(void);
int main(void){return vax_init();}
