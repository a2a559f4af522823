/** In the order FL, FR, RL, RR wherever four of something are listed. */
export type FourOf<T> = readonly [T, T, T, T];

/** Everything the physics needs to know of a car, in SI units; x forward from the centre of mass, y to the left, z up. */
export interface CarSpec {
  /** Short and unique: `lapwing-f`, `car1-ow1`. */
  readonly name: string;
  readonly title: string;
  readonly category: string;
  /** With driver, without fuel, kg. */
  readonly mass: number;
  /** Fuel it can take, kg (1 l counts as 1 kg), and what a short race starts with. */
  readonly tank: number;
  readonly initialFuel: number;
  /** Share of the static weight on the front wheels. */
  readonly frontWeight: number;
  /** Of the centre of mass above the road, m. */
  readonly centreHeight: number;
  /** The body, m: its mass is spread over it for the moments of inertia. */
  readonly body: { readonly length: number; readonly width: number; readonly height: number };
  /** Share of the body's length that the mass is spread over (TORCS: mass repartition coefficient). */
  readonly massRepartition: number;
  /** Of the axles from the centre of mass, m; the rear one is negative. */
  readonly frontAxle: number;
  readonly rearAxle: number;
  readonly rollCentre: { readonly front: number; readonly rear: number };
  readonly engine: EngineSpec;
  readonly gearbox: GearboxSpec;
  readonly drive: DriveSpec;
  readonly aero: AeroSpec;
  readonly brakes: BrakeSpec;
  readonly steering: { /** rad at full lock. */ readonly lock: number; /** rad/s. */ readonly rate: number };
  readonly wheels: FourOf<WheelSpec>;
  readonly suspension: FourOf<SuspensionSpec>;
  /** Anti-roll bars, N/m of difference in wheel travel. */
  readonly antiRoll: { readonly front: number; readonly rear: number };
  /** Third elements, N/m of mean wheel travel. */
  readonly thirdSpring: { readonly front: number; readonly rear: number };
  readonly ers?: ErsSpec;
  readonly drs?: DrsSpec;
}

export interface EngineSpec {
  /** [rpm, N·m] at full throttle, rising rpm, two points or more; linear between. */
  readonly torque: readonly (readonly [number, number])[];
  /** rpm. */
  readonly idle: number;
  readonly limiter: number;
  readonly max: number;
  /** kg·m², where it turns alone; and what of it the wheels feel through a closed clutch, all of it where not given. */
  readonly inertia: number;
  readonly coupledInertia?: number;
  /** Litres for each 10 MJ of |torque × speed| (TORCS: fuel cons factor). */
  readonly fuelFactor: number;
  /** Drag of the closed throttle at `max`, as a share of full torque. */
  readonly brake: number;
}

export interface GearSpec {
  /** Engine turns per turn of the differential's input. */
  readonly ratio: number;
  readonly efficiency: number;
  /** kg·m². */
  readonly inertia: number;
}

export interface GearboxSpec {
  /** s without drive. */
  readonly shiftTime: number;
  /** First gear first. */
  readonly gears: readonly GearSpec[];
  readonly reverse: GearSpec;
  readonly clutchInertia: number;
}

export type DifferentialType = 'spool' | 'free' | 'limited-slip' | 'viscous';

export interface DifferentialSpec {
  readonly type: DifferentialType;
  readonly ratio: number;
  readonly efficiency: number;
  /** kg·m². */
  readonly inertia: number;
  /** Limited slip: N·m at which it locks, under drive and on the overrun, and the relative speed difference it allows with none. */
  readonly lockDrive: number;
  readonly lockCoast: number;
  readonly maxSlip: number;
  /** Viscous: share of the torque that one side gets at least and at most, and how fast it goes over to the most. */
  readonly minShare: number;
  readonly maxShare: number;
  readonly viscosity: number;
}

/** The driven axles; `centre` between them where all four are driven. The final ratio is the product on the way. */
export type DriveSpec =
  | { readonly layout: 'rear'; readonly rear: DifferentialSpec }
  | { readonly layout: 'front'; readonly front: DifferentialSpec }
  | { readonly layout: 'all'; readonly front: DifferentialSpec; readonly rear: DifferentialSpec; readonly centre: DifferentialSpec };

export interface WingSpec {
  /** m². */
  readonly area: number;
  /** rad. */
  readonly angle: number;
  /** m. */
  readonly x: number;
  readonly z: number;
}

export interface AeroSpec {
  /** Drag coefficient and frontal area, m². */
  readonly drag: number;
  readonly area: number;
  /** Ground effect: N per (m/s)² and unit of the ride-height factor (TORCS: Clift). */
  readonly groundFront: number;
  readonly groundRear: number;
  readonly frontWing: WingSpec;
  readonly rearWing: WingSpec;
}

export interface BrakeCircuit {
  /** m; m²; friction of pad on disc; kg·m². */
  readonly discDiameter: number;
  readonly pistonArea: number;
  readonly friction: number;
  readonly inertia: number;
  /** kg; carbon discs want heat, iron ones fade from it. */
  readonly discMass: number;
  readonly material: 'carbon' | 'iron';
}

export interface BrakeSpec {
  /** Pa at full pedal. */
  readonly maxPressure: number;
  readonly frontShare: number;
  readonly front: BrakeCircuit;
  readonly rear: BrakeCircuit;
}

export interface WheelSpec {
  /** Sideways from the middle, m, positive to the left. */
  readonly y: number;
  /** m; `aspect` is the sidewall's height over the width. */
  readonly rimDiameter: number;
  readonly width: number;
  readonly aspect: number;
  /** Wheel with tyre: kg·m², kg. */
  readonly inertia: number;
  readonly mass: number;
  /** rad. Toe is positive to the left; camber is negative where the top leans in. */
  readonly toe: number;
  readonly camber: number;
  /** Of the body over the road at this wheel, at rest, m. */
  readonly rideHeight: number;
  /** Cold, Pa gauge. */
  readonly pressure: number;
  /** Friction coefficient on a surface of 1 at the operating load. */
  readonly mu: number;
  /** Slope of the force at no slip, per unit of slip (TORCS: stiffness). */
  readonly stiffness: number;
  /** Share of the peak left at full slide (TORCS: dynamic friction), and shape between (elasticity). */
  readonly dynamicFriction: number;
  readonly elasticity: number;
  /** By which the force grows for each unit of slip, as a share; none where not given (TORCS: skid factor of the driver's level). */
  readonly skid?: number;
  /** Friction factor at boundless and at no load, and the load where it is 1 as a multiple of the static one. */
  readonly loadMin: number;
  readonly loadMax: number;
  readonly operatingLoad: number;
}

export interface SuspensionSpec {
  /** N/m at the spring. */
  readonly spring: number;
  /** Travel, m, and the packers that end it. */
  readonly course: number;
  readonly packers: number;
  /** Spring travel over wheel travel. */
  readonly bellcrank: number;
  /** Dampers, N·s/m, below and above 0.5 m/s. */
  readonly slowBump: number;
  readonly fastBump: number;
  readonly slowRebound: number;
  readonly fastRebound: number;
}

/** An electric motor on the driven axle and its store. */
export interface ErsSpec {
  /** W at the wheels, either way. */
  readonly power: number;
  /** Usable store, J; what may go out of it and into it each lap, J. */
  readonly store: number;
  readonly deployPerLap: number;
  readonly harvestPerLap: number;
  readonly efficiency: number;
}

/** A rear wing that opens: what is left of its drag and its downforce. */
export interface DrsSpec {
  readonly dragShare: number;
  readonly downforceShare: number;
}
