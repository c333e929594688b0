//! The declarations that a contract is made of.

/// Declares the table of functions that an exercise asks for.
///
/// ```
/// use mlings_contract::contract;
/// use ndarray::ArrayView1;
///
/// contract! {
///     /// What the learner implements.
///     pub struct Contract {
///         /// The sum of all values.
///         fn total(values: ArrayView1<f64>) -> f64;
///         /// Adds one more value.
///         fn add(total: &mut f64, value: f64);
///     }
/// }
///
/// fn total(values: ArrayView1<f64>) -> f64 {
///     values.sum()
/// }
///
/// fn add(total: &mut f64, value: f64) {
///     *total += value;
/// }
///
/// let functions = Contract { total, add };
/// assert_eq!((functions.total)(ndarray::array![1.0, 2.5].view()), 3.5);
/// ```
///
/// The table is a plain struct of function pointers. It also implements [`Table`](crate::Table): the worker's side,
/// which answers calls, and the grader's side, `Contract::remote()`, the same table made of stubs. Parameters may be
/// anything that implements [`Parameter`](crate::Parameter), results anything that implements [`Wire`](crate::Wire);
/// a type of one's own does after a line of [`travels!`](crate::travels), a function type after one of
/// [`asks_back!`](crate::asks_back).
#[macro_export]
macro_rules! contract {
    (
        $(#[$about:meta])*
        pub struct $contract:ident {
            $(
                $(#[$doc:meta])*
                fn $function:ident($($parameter:ident: $type:ty),* $(,)?) $(-> $returned:ty)?;
            )+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy)]
        pub struct $contract {
            $(
                $(#[$doc])*
                pub $function: fn($($parameter: $type),*) $(-> $returned)?,
            )+
        }

        impl $crate::Table for $contract {
            fn remote() -> $contract {
                $(
                    #[allow(unused_mut, unused_assignments, unused_variables)]
                    fn $function($(mut $parameter: $type),*) $(-> $returned)? {
                        let name = stringify!($function);
                        let mut sent = $crate::call::begin(name);
                        let head = sent.len();
                        $($crate::Parameter::<$contract>::send(&$parameter, &mut sent);)*
                        let reading = <$contract as $crate::Table>::read_arguments;
                        let given = $crate::trace::sent(name, head, &mut sent, reading);
                        let mut asked = |slot: u32, arguments: &[u8]| {
                            let mut at = 0;
                            $(
                                if slot == at {
                                    return $crate::Parameter::<$contract>::asked(&mut $parameter, arguments);
                                }
                                at += 1;
                            )*
                            ::std::result::Result::Err($crate::Malformed(::std::format!("no parameter {slot}")))
                        };
                        let answer = match $crate::call::call(name, sent, &mut asked) {
                            ::std::result::Result::Ok(mut answer) => {
                                let reading = <$contract as $crate::Table>::read_answer;
                                $crate::trace::came(name, given, $crate::call::ANSWER, &mut answer, reading);
                                answer
                            }
                            ::std::result::Result::Err(panic) => $crate::call::raise(
                                name,
                                panic,
                                &[$((stringify!($parameter), $crate::Parameter::<$contract>::shown(&$parameter))),*],
                            ),
                        };
                        let mut from = $crate::Bytes::new(&answer[$crate::call::ANSWER..]);
                        let taken = <$crate::__returned!($($returned)?) as $crate::Wire<$contract>>::take(&mut from)
                            .and_then(|returned| {
                                $($crate::Parameter::<$contract>::take_back($parameter, &mut from)?;)*
                                from.at_the_end().map(|()| returned)
                            });
                        taken.unwrap_or_else(|malformed| $crate::call::give_up($crate::call::garbage(name, &malformed)))
                    }
                )+
                $contract { $($function),+ }
            }

            fn beside(&self, other: &$contract, reference: &$contract) -> ::std::option::Option<$contract> {
                $(
                    let $function = if ::std::ptr::fn_addr_eq(self.$function, reference.$function) {
                        other.$function
                    } else if ::std::ptr::fn_addr_eq(other.$function, reference.$function) {
                        self.$function
                    } else {
                        return ::std::option::Option::None;
                    };
                )+
                ::std::option::Option::Some($contract { $($function),+ })
            }

            #[allow(unused_mut, unused_variables)]
            fn answer(
                &self,
                function: &str,
                arguments: &[u8],
                answer: &mut ::std::vec::Vec<u8>,
            ) -> ::std::result::Result<(), $crate::Malformed> {
                let mut from = $crate::Bytes::new(arguments);
                match function {
                    $(
                        stringify!($function) => {
                            $(let $parameter =
                                $crate::Wire::<$contract>::take(&mut from)?;)*
                            from.at_the_end()?;
                            $crate::__lend!(
                                $contract, (self.$function), answer, 0, [], [$($parameter: $type,)*]
                            );
                        }
                    )+
                    _ => {
                        return ::std::result::Result::Err($crate::Malformed(::std::format!("no function {function}")));
                    }
                }
                ::std::result::Result::Ok(())
            }

            fn read_arguments(
                function: &str,
                from: &mut $crate::Bytes<'_>,
            ) -> ::std::result::Result<(), $crate::Malformed> {
                match function {
                    $(
                        stringify!($function) => {
                            $(
                                from.part(stringify!($parameter));
                                $crate::__read!($contract, from, <$type as $crate::Parameter<$contract>>::Owned);
                            )*
                            ::std::result::Result::Ok(())
                        }
                    )+
                    _ => ::std::result::Result::Err($crate::Malformed(::std::format!("no function {function}"))),
                }
            }

            fn read_answer(
                function: &str,
                from: &mut $crate::Bytes<'_>,
            ) -> ::std::result::Result<(), $crate::Malformed> {
                match function {
                    $(
                        stringify!($function) => {
                            from.part($crate::trace::ANSWER);
                            $crate::__read!($contract, from, $crate::__returned!($($returned)?));
                            $(
                                if <$type as $crate::Parameter<$contract>>::COMES_BACK {
                                    from.part(stringify!($parameter));
                                    $crate::__read!($contract, from, <$type as $crate::Parameter<$contract>>::Owned);
                                }
                            )*
                            ::std::result::Result::Ok(())
                        }
                    )+
                    _ => ::std::result::Result::Err($crate::Malformed(::std::format!("no function {function}"))),
                }
            }
        }
    };
}

/// Reads a value and lets go of it.
#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    ($contract:ty, $from:ident, $type:ty) => {
        ::std::mem::drop(<$type as $crate::Wire<$contract>>::take($from)?)
    };
}

/// The type that a function returns.
#[doc(hidden)]
#[macro_export]
macro_rules! __returned {
    () => {
        ()
    };
    ($returned:ty) => {
        $returned
    };
}

/// Lends one argument after the other, calls the function, and writes its value and what became of the arguments.
#[doc(hidden)]
#[macro_export]
macro_rules! __lend {
    ($contract:ty, $function:expr, $answer:expr, $first:expr, [], [$($parameters:tt)*]) => {{
        let mut backs: ::std::vec::Vec<::std::vec::Vec<u8>> = ::std::vec::Vec::new();
        $crate::__lend!(@ $contract, $function, $answer, backs, $first, [], [$($parameters)*]);
        for back in backs.iter().rev() {
            $answer.extend_from_slice(back);
        }
    }};
    (@ $contract:ty, $function:expr, $answer:expr, $backs:ident, $slot:expr, [$($lent:ident)*], []) => {{
        let returned = $function($($lent),*);
        $crate::Wire::<$contract>::put(&returned, $answer);
    }};
    (
        @ $contract:ty, $function:expr, $answer:expr, $backs:ident, $slot:expr, [$($lent:ident)*],
        [$next:ident: $type:ty, $($rest:tt)*]
    ) => {{
        let back = <$type as $crate::Parameter<$contract>>::lend($next, $slot, |$next| {
            $crate::__lend!(@ $contract, $function, $answer, $backs, $slot + 1, [$($lent)* $next], [$($rest)*])
        });
        $backs.push(back);
    }};
}

/// Lets a type travel, field by field: [`Wire`](crate::Wire) for every contract, and as a parameter.
///
/// ```
/// use mlings_contract::travels;
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub struct Interval {
///     pub low: f64,
///     pub high: f64,
/// }
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Refusal {
///     Empty,
///     BadRow(usize),
///     BadSizes { rows: usize, columns: usize },
/// }
///
/// travels!(struct Interval { low, high });
/// travels!(enum Refusal { Empty, BadRow(row), BadSizes { rows, columns } });
/// ```
///
/// A variant travels by its name. Where a field is of a type that travels for one contract only, say for which:
/// `travels!(for Contract: struct Pipeline { scaler, model });`. Of another crate's enum only some variants may be of
/// use; `else` says what becomes of the others: `else error => Other(error.to_string())`.
#[macro_export]
macro_rules! travels {
    (for $contract:ty: $($declaration:tt)+) => {
        $crate::__travels!([] $contract; $($declaration)+);
    };
    ($($declaration:tt)+) => {
        $crate::__travels!([C] C; $($declaration)+);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __travels {
    ([$($generic:ident)?] $contract:ty; struct $name:ident $({ $($field:ident),* $(,)? })? $(($($place:ident),* $(,)?))?) => {
        impl<$($generic)?> $crate::Wire<$contract> for $name {
            #[allow(unused_variables)]
            fn put(&self, out: &mut ::std::vec::Vec<u8>) {
                let $name $({ $($field),* })? $(($($place),*))? = self;
                $($($crate::Wire::<$contract>::put($field, out);)*)?
                $($($crate::Wire::<$contract>::put($place, out);)*)?
            }

            #[allow(unused_variables)]
            fn take(from: &mut $crate::Bytes<'_>) -> ::std::result::Result<Self, $crate::Malformed> {
                $($(let $field = $crate::Wire::<$contract>::take(from)?;)*)?
                $($(let $place = $crate::Wire::<$contract>::take(from)?;)*)?
                ::std::result::Result::Ok($name $({ $($field),* })? $(($($place),*))?)
            }
        }

        $crate::__by_value!([$($generic)?] $contract, $name);
    };
    (
        [$($generic:ident)?] $contract:ty;
        enum $name:ident {
            $($variant:ident $({ $($field:ident),* $(,)? })? $(($($place:ident),* $(,)?))?),+
            $(,)?
        }
        $(else $other:ident => $instead:expr)?
    ) => {
        impl<$($generic)?> $crate::Wire<$contract> for $name {
            fn put(&self, out: &mut ::std::vec::Vec<u8>) {
                match self {
                    $(
                        $name::$variant $({ $($field),* })? $(($($place),*))? => {
                            $crate::wire::put_text(stringify!($variant), out);
                            $($($crate::Wire::<$contract>::put($field, out);)*)?
                            $($($crate::Wire::<$contract>::put($place, out);)*)?
                        }
                    )+
                    $($other => $crate::Wire::<$contract>::put(&$instead, out),)?
                }
            }

            fn take(from: &mut $crate::Bytes<'_>) -> ::std::result::Result<Self, $crate::Malformed> {
                match from.text()? {
                    $(
                        stringify!($variant) => {
                            $($(let $field = $crate::Wire::<$contract>::take(from)?;)*)?
                            $($(let $place = $crate::Wire::<$contract>::take(from)?;)*)?
                            ::std::result::Result::Ok($name::$variant $({ $($field),* })? $(($($place),*))?)
                        }
                    )+
                    other => ::std::result::Result::Err($crate::Malformed(
                        ::std::format!("no {} is called {other:?}", stringify!($name)),
                    )),
                }
            }
        }

        $crate::__by_value!([$($generic)?] $contract, $name);
    };
}

/// Lets a function be a parameter: the worker is handed one that asks the grader.
///
/// ```
/// use mlings_contract::{asks_back, contract};
/// use ndarray::{Array1, ArrayView1};
///
/// contract! {
///     /// What the learner implements.
///     pub struct Contract {
///         /// The measure of every value alone.
///         fn measured(values: ArrayView1<f64>, measure: &dyn Fn(f64) -> f64) -> Array1<f64>;
///     }
/// }
///
/// asks_back!(for Contract: &dyn Fn(value: f64) -> f64);
/// ```
///
/// `&mut dyn FnMut(...)` and plain `fn(...)` do as well. A plain function can be called from several threads; they take
/// turns.
#[macro_export]
macro_rules! asks_back {
    (for $contract:ty: &dyn Fn($($parameter:ident: $type:ty),*) -> $returned:ty) => {
        impl<'a> $crate::Parameter<$contract> for &'a (dyn Fn($($type),*) -> $returned + 'a) {
            type Lent<'l> = &'l (dyn Fn($($type),*) -> $returned + 'l);

            fn lend(_: (), slot: u32, call: impl for<'l> FnOnce(Self::Lent<'l>)) -> ::std::vec::Vec<u8> {
                call(&|$($parameter: $type),*| $crate::__ask!($contract, slot, $returned, [$($parameter: $type),*]));
                ::std::vec::Vec::new()
            }

            $crate::__asked!($contract, $returned, [$($parameter: $type),*]);
        }
    };
    (for $contract:ty: &mut dyn FnMut($($parameter:ident: $type:ty),*) -> $returned:ty) => {
        impl<'a> $crate::Parameter<$contract> for &'a mut (dyn FnMut($($type),*) -> $returned + 'a) {
            type Lent<'l> = &'l mut (dyn FnMut($($type),*) -> $returned + 'l);

            fn lend(_: (), slot: u32, call: impl for<'l> FnOnce(Self::Lent<'l>)) -> ::std::vec::Vec<u8> {
                call(&mut |$($parameter: $type),*| {
                    $crate::__ask!($contract, slot, $returned, [$($parameter: $type),*])
                });
                ::std::vec::Vec::new()
            }

            $crate::__asked!($contract, $returned, [$($parameter: $type),*]);
        }
    };
    (for $contract:ty: fn($($parameter:ident: $type:ty),*) -> $returned:ty) => {
        impl $crate::Parameter<$contract> for fn($($type),*) -> $returned {
            type Lent<'l> = fn($($type),*) -> $returned;

            fn lend(_: (), slot: u32, call: impl FnOnce(fn($($type),*) -> $returned)) -> ::std::vec::Vec<u8> {
                // A plain function carries nothing with it, so what it asks for stands here.
                static SLOT: ::std::sync::atomic::AtomicU32 = ::std::sync::atomic::AtomicU32::new(0);
                fn asks($($parameter: $type),*) -> $returned {
                    let slot = SLOT.load(::std::sync::atomic::Ordering::Relaxed);
                    $crate::__ask!($contract, slot, $returned, [$($parameter: $type),*])
                }
                SLOT.store(slot, ::std::sync::atomic::Ordering::Relaxed);
                call(asks);
                ::std::vec::Vec::new()
            }

            $crate::__asked!($contract, $returned, [$($parameter: $type),*]);
        }
    };
}

/// In the worker: asks the grader what a function answers.
#[doc(hidden)]
#[macro_export]
macro_rules! __ask {
    ($contract:ty, $slot:expr, $returned:ty, [$($parameter:ident: $type:ty),*]) => {
        $crate::worker::ask::<$contract, $returned>($slot, &|_sent| {
            $($crate::Parameter::<$contract>::send(&$parameter, _sent);)*
        })
    };
}

/// In the grader: the rest of [`Parameter`](crate::Parameter) for a function.
#[doc(hidden)]
#[macro_export]
macro_rules! __asked {
    ($contract:ty, $returned:ty, [$($parameter:ident: $type:ty),*]) => {
        type Owned = ();

        fn send(&self, _: &mut ::std::vec::Vec<u8>) {}

        fn asked(
            &mut self,
            arguments: &[u8],
        ) -> ::std::result::Result<::std::vec::Vec<u8>, $crate::Malformed> {
            let mut from = $crate::Bytes::new(arguments);
            $(let $parameter = $crate::Wire::<$contract>::take(&mut from)?;)*
            from.at_the_end()?;
            let mut answer = ::std::vec::Vec::new();
            let out = &mut answer;
            $crate::__lend!($contract, (*self), out, 0, [], [$($parameter: $type,)*]);
            ::std::result::Result::Ok(answer)
        }

        fn shown(&self) -> ::std::string::String {
            "a function".to_owned()
        }
    };
}

/// Hands a learner's functions to the worker: the last line of every exercise file.
///
/// ```text
/// mlings::grade!(kmeans { assign, update, inertia, fit });
/// ```
///
/// A function whose signature was changed shows here as an ordinary type error.
#[macro_export]
macro_rules! grade {
    ($exercise:ident { $($function:ident),+ $(,)? }) => {
        // Cargo builds this again, and says how, for whoever asks with another value.
        const _: ::std::option::Option<&str> = ::std::option_env!("MLINGS_ASKS");

        #[global_allocator]
        static ALLOCATOR: $crate::worker::Allocator = $crate::worker::counting();

        fn main() -> ::std::process::ExitCode {
            let functions = ::mlings::$exercise::Contract { $($function),+ };
            $crate::worker::main(stringify!($exercise), functions, &ALLOCATOR, &::mlings::TRACK)
        }
    };
}
