//! How the parameters of a contract's functions travel: also those that a call changes, and those that are functions.

use ndarray::{Array, ArrayView, ArrayViewMut, Dimension};

use crate::wire::{Bytes, Malformed, Wire};
use crate::{array, shown};

/// A parameter of a function of the contract `C`.
pub trait Parameter<C>: Sized {
    /// What arrives in the worker.
    type Owned: Wire<C>;
    /// The parameter as the worker's function takes it.
    type Lent<'l>;
    /// Whether what the call made of it comes back.
    const COMES_BACK: bool = false;

    /// In the grader: writes what the worker needs.
    fn send(&self, out: &mut Vec<u8>);

    /// In the worker: hands what arrived to `call`. Returns what the call changed. `slot` is the parameter's number,
    /// by which a function is called back.
    fn lend(owned: Self::Owned, slot: u32, call: impl for<'l> FnOnce(Self::Lent<'l>)) -> Vec<u8>;

    /// In the grader: takes over what the call changed.
    ///
    /// # Errors
    /// When what came is not of the right kind or shape.
    fn take_back(self, from: &mut Bytes<'_>) -> Result<(), Malformed> {
        let _ = from;
        Ok(())
    }

    /// In the grader: the worker calls this parameter, which is a function. Returns its answer.
    ///
    /// # Errors
    /// When it is no function, or these are not its arguments.
    fn asked(&mut self, arguments: &[u8]) -> Result<Vec<u8>, Malformed> {
        let _ = arguments;
        Err(Malformed("a call of something that is no function".to_owned()))
    }

    /// As a person reads it.
    fn shown(&self) -> String;
}

/// An element of a slice that is a parameter.
pub trait Item<C>: Sized {
    /// What arrives in the worker.
    type Owned: Wire<C>;
    /// The element as the worker's function sees it.
    type Lent<'l>: 'l;

    /// Writes a whole slice.
    fn send_all(items: &[Self], out: &mut Vec<u8>);

    /// Hands what arrived to `call`.
    fn lend_all(owned: &[Self::Owned], call: impl for<'l> FnOnce(&'l [Self::Lent<'l>]));

    /// The slice as a person reads it.
    fn shown_all(items: &[Self]) -> String;
}

/// Makes types that can travel usable as parameters by value, and in slices.
#[doc(hidden)]
#[macro_export]
macro_rules! __by_value {
    ($([$($generic:ident),*] $contract:ty, $type:ty);+ $(;)?) => {$(
        impl<$($generic),*> $crate::Parameter<$contract> for $type {
            type Owned = $type;
            type Lent<'l> = $type;

            fn send(&self, out: &mut ::std::vec::Vec<u8>) {
                $crate::Wire::<$contract>::put(self, out);
            }

            fn lend(owned: $type, _: u32, call: impl FnOnce($type)) -> ::std::vec::Vec<u8> {
                call(owned);
                ::std::vec::Vec::new()
            }

            fn shown(&self) -> ::std::string::String {
                $crate::shown(self)
            }
        }

        impl<$($generic),*> $crate::parameter::Item<$contract> for $type {
            type Owned = $type;
            type Lent<'l> = $type;

            fn send_all(items: &[$type], out: &mut ::std::vec::Vec<u8>) {
                $crate::wire::put_count(items.len(), out);
                <$type as $crate::Wire<$contract>>::put_all(items, out);
            }

            fn lend_all(owned: &[$type], call: impl for<'l> FnOnce(&'l [$type])) {
                call(owned);
            }

            fn shown_all(items: &[$type]) -> ::std::string::String {
                $crate::shown(&items)
            }
        }
    )+};
}

__by_value!(
    [C] C, f64; [C] C, f32; [C] C, i64; [C] C, i32; [C] C, u64; [C] C, u32; [C] C, u16; [C] C, u8;
    [C] C, usize; [C] C, bool; [C] C, String; [C] C, Vec<f64>; [C] C, Vec<usize>; [C] C, Vec<String>;
    [C] C, Option<usize>; [C] C, Option<f64>; [C] C, (usize, usize); [C] C, (f64, f64);
);

impl<C, A: Wire<C> + Clone + 'static, D: Dimension + 'static> Item<C> for Array<A, D> {
    type Owned = Self;
    type Lent<'l> = Self;

    fn send_all(items: &[Self], out: &mut Vec<u8>) {
        crate::wire::put_count(items.len(), out);
        Self::put_all(items, out);
    }

    fn lend_all(owned: &[Self], call: impl for<'l> FnOnce(&'l [Self])) {
        call(owned);
    }

    fn shown_all(items: &[Self]) -> String {
        shown(&items)
    }
}

impl<'a, C> Item<C> for &'a str {
    type Owned = String;
    type Lent<'l> = &'l str;

    fn send_all(items: &[&'a str], out: &mut Vec<u8>) {
        crate::wire::put_count(items.len(), out);
        items.iter().for_each(|item| crate::wire::put_text(item, out));
    }

    fn lend_all(owned: &[String], call: impl for<'l> FnOnce(&'l [&'l str])) {
        call(&owned.iter().map(String::as_str).collect::<Vec<_>>());
    }

    fn shown_all(items: &[&'a str]) -> String {
        shown(&items)
    }
}

impl<'a, C> Item<C> for Option<&'a str> {
    type Owned = Option<String>;
    type Lent<'l> = Option<&'l str>;

    fn send_all(items: &[Option<&'a str>], out: &mut Vec<u8>) {
        crate::wire::put_count(items.len(), out);
        items.iter().for_each(|item| crate::frame::put_option(*item, out));
    }

    fn lend_all(owned: &[Option<String>], call: impl for<'l> FnOnce(&'l [Option<&'l str>])) {
        call(&owned.iter().map(Option::as_deref).collect::<Vec<_>>());
    }

    fn shown_all(items: &[Option<&'a str>]) -> String {
        shown(&items)
    }
}

impl<C, T: Item<C>> Parameter<C> for &[T] {
    type Owned = Vec<T::Owned>;
    type Lent<'l> = &'l [T::Lent<'l>];

    fn send(&self, out: &mut Vec<u8>) {
        T::send_all(self, out);
    }

    fn lend(owned: Self::Owned, _: u32, call: impl for<'l> FnOnce(Self::Lent<'l>)) -> Vec<u8> {
        T::lend_all(&owned, call);
        Vec::new()
    }

    fn shown(&self) -> String {
        T::shown_all(self)
    }
}

impl<C> Parameter<C> for &str {
    type Owned = String;
    type Lent<'l> = &'l str;

    fn send(&self, out: &mut Vec<u8>) {
        crate::wire::put_text(self, out);
    }

    fn lend(owned: String, _: u32, call: impl for<'l> FnOnce(&'l str)) -> Vec<u8> {
        call(&owned);
        Vec::new()
    }

    fn shown(&self) -> String {
        shown(self)
    }
}

impl<C, T: Wire<C> + 'static> Parameter<C> for &T {
    type Owned = T;
    type Lent<'l> = &'l T;

    fn send(&self, out: &mut Vec<u8>) {
        self.put(out);
    }

    fn lend(owned: T, _: u32, call: impl for<'l> FnOnce(&'l T)) -> Vec<u8> {
        call(&owned);
        Vec::new()
    }

    fn shown(&self) -> String {
        shown(self)
    }
}

impl<C, T: Wire<C> + 'static> Parameter<C> for &mut T {
    type Owned = T;
    type Lent<'l> = &'l mut T;
    const COMES_BACK: bool = true;

    fn send(&self, out: &mut Vec<u8>) {
        T::put(self, out);
    }

    fn lend(mut owned: T, _: u32, call: impl for<'l> FnOnce(&'l mut T)) -> Vec<u8> {
        call(&mut owned);
        let mut back = Vec::new();
        owned.put(&mut back);
        back
    }

    fn take_back(self, from: &mut Bytes<'_>) -> Result<(), Malformed> {
        *self = T::take(from)?;
        Ok(())
    }

    fn shown(&self) -> String {
        shown(self)
    }
}

impl<'a, C, A: Wire<C> + Clone + 'static, D: Dimension + 'static> Parameter<C> for ArrayView<'a, A, D> {
    type Owned = Array<A, D>;
    type Lent<'l> = ArrayView<'l, A, D>;

    fn send(&self, out: &mut Vec<u8>) {
        array::put(self, out);
    }

    fn lend(owned: Array<A, D>, _: u32, call: impl for<'l> FnOnce(ArrayView<'l, A, D>)) -> Vec<u8> {
        call(owned.view());
        Vec::new()
    }

    fn shown(&self) -> String {
        shown(self)
    }
}

impl<'a, C, A: Wire<C> + Clone + 'static, D: Dimension + 'static> Parameter<C> for ArrayViewMut<'a, A, D> {
    type Owned = Array<A, D>;
    type Lent<'l> = ArrayViewMut<'l, A, D>;
    const COMES_BACK: bool = true;

    fn send(&self, out: &mut Vec<u8>) {
        array::put(self, out);
    }

    fn lend(mut owned: Array<A, D>, _: u32, call: impl for<'l> FnOnce(ArrayViewMut<'l, A, D>)) -> Vec<u8> {
        call(owned.view_mut());
        let mut back = Vec::new();
        array::put(&owned, &mut back);
        back
    }

    fn take_back(mut self, from: &mut Bytes<'_>) -> Result<(), Malformed> {
        let changed = Array::<A, D>::take(from)?;
        if changed.shape() != self.shape() {
            return Err(Malformed(format!("an array of shape {:?} back for {:?}", changed.shape(), self.shape())));
        }
        self.assign(&changed);
        Ok(())
    }

    fn shown(&self) -> String {
        shown(self)
    }
}
