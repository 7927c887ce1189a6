import type { Site } from "./partners";

type NameList = { given: readonly string[]; family: readonly string[] };

/** Invented people: any combination that meets a real person's name does so by chance. */
export const NAMES: Record<Site["names"], NameList> = {
  manila: {
    given: ["Andrea", "Bea", "Carlo", "Dennis", "Elena", "Francis", "Gina", "Hazel", "Ivan", "Jasmine", "Kris", "Leo", "Maricel", "Noel", "Paolo", "Rhea", "Sheila", "Tricia", "Vince", "Weng"],
    family: ["Abad", "Bautista", "Cruz", "Dela Rosa", "Espino", "Flores", "Garcia", "Hizon", "Ilagan", "Javier", "Lacson", "Mendoza", "Navarro", "Ocampo", "Pineda", "Quizon", "Reyes", "Santos", "Tolentino", "Villanueva"],
  },
  krakow: {
    given: ["Adam", "Agata", "Bartek", "Celina", "Dawid", "Ewa", "Filip", "Gosia", "Hubert", "Iga", "Jakub", "Kinga", "Łukasz", "Marta", "Natalia", "Ola", "Paweł", "Roman", "Sylwia", "Tomasz"],
    family: ["Adamik", "Bielak", "Cichoń", "Duda", "Fiedor", "Gajda", "Hajduk", "Jarosz", "Kania", "Lis", "Maj", "Nowicki", "Olszak", "Pająk", "Rusin", "Sowa", "Tracz", "Urban", "Wrona", "Zięba"],
  },
  bogota: {
    given: ["Alejandra", "Brayan", "Camila", "Daniel", "Esteban", "Felipe", "Gloria", "Hernán", "Isabela", "Julián", "Karen", "Laura", "Mateo", "Natalia", "Óscar", "Paola", "Ricardo", "Sara", "Tatiana", "Yesid"],
    family: ["Acosta", "Bernal", "Cárdenas", "Duarte", "Echeverri", "Forero", "Gaitán", "Hoyos", "Jaramillo", "Lozano", "Montoya", "Niño", "Ospina", "Prieto", "Quintero", "Rincón", "Suárez", "Torres", "Uribe", "Zapata"],
  },
  lisbon: {
    given: ["Afonso", "Beatriz", "Catarina", "Diogo", "Eduarda", "Francisco", "Gonçalo", "Helena", "Inês", "João", "Leonor", "Mafalda", "Nuno", "Olívia", "Pedro", "Rita", "Salvador", "Teresa", "Vasco", "Xavier"],
    family: ["Abrantes", "Barros", "Cabral", "Domingues", "Esteves", "Freitas", "Gaspar", "Henriques", "Infante", "Leitão", "Matos", "Neves", "Oliveira", "Pacheco", "Queirós", "Rebelo", "Serrano", "Tavares", "Valente", "Xavier"],
  },
  nairobi: {
    given: ["Achieng", "Brian", "Chebet", "Dennis", "Esther", "Faith", "Grace", "Hassan", "Ivy", "James", "Kamau", "Linet", "Mercy", "Njeri", "Otieno", "Purity", "Ruth", "Samuel", "Wanjiru", "Zawadi"],
    family: ["Achola", "Barasa", "Cheruiyot", "Gathoni", "Karanja", "Kimani", "Koech", "Langat", "Maina", "Mbugua", "Muthoni", "Mwangi", "Ndungu", "Njoroge", "Ochieng", "Odhiambo", "Okoth", "Rotich", "Wafula", "Wekesa"],
  },
  halifax: {
    given: ["Amélie", "Blair", "Colin", "Dana", "Erin", "Fraser", "Gail", "Heather", "Ian", "Jocelyn", "Keith", "Lorna", "Morag", "Neil", "Owen", "Pierre", "Rory", "Shauna", "Tess", "Willa"],
    family: ["Arsenault", "Boudreau", "Comeau", "Doucet", "Fraser", "Gallant", "Hickey", "Jollimore", "Kaulback", "Levy", "MacIsaac", "MacLellan", "Nickerson", "Oickle", "Pettipas", "Rafuse", "Surette", "Theriault", "Whynot", "Zinck"],
  },
};
